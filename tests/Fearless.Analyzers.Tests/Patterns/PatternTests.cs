using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Patterns;

/// <summary>Patterns to reconsider, each beside what looks like it and is right. What is plainly wrong is on the rule's page.</summary>
public class PatternTests
{
    [Theory]
    [InlineData("if (d.ContainsKey(k)) Console.WriteLine(d[k]);")]
    [InlineData("if (!d.ContainsKey(k)) d[k] = 1;")]
    [InlineData("if (!d.TryGetValue(k, out int v)) { v = 1; d[k] = v; }")]
    [InlineData("if (d.ContainsKey(k)) return; d[k] = 1;")]
    [InlineData("if (d.TryGetValue(k, out int v)) d[k] = v + 1;")]
    [InlineData("int x = d.ContainsKey(k) ? d[k] : 0;")]
    [InlineData("if (b.Count > 0) b.Take();")]
    public void A_check_before_an_act_is_told(string code) => Assert.Equal(["2: FC4001"], Concurrent(code));

    [Theory]
    [InlineData("lock (d) { if (!d.ContainsKey(k)) d[k] = 1; }")]
    [InlineData("if (d.ContainsKey(k)) Console.WriteLine(k);")]
    [InlineData("if (d.ContainsKey(k)) d[other] = 1;")]
    [InlineData("if (!d.TryGetValue(k, out int v)) v = d.GetOrAdd(k, 1);")]
    [InlineData("if (d.ContainsKey(k) && d.TryRemove(k, out _)) Console.WriteLine(k);")]
    [InlineData("if (b.Count > 0 && b.TryTake(out int item)) Console.WriteLine(item);")]
    [InlineData("var own = new ConcurrentDictionary<int, int>(); if (!own.ContainsKey(k)) own[k] = 1;")]
    [InlineData("var plain = new Dictionary<int, int>(); if (!plain.ContainsKey(k)) plain[k] = 1;")]
    public void What_is_atomic_or_ones_own_is_not_told(string code) => Assert.Empty(Concurrent(code));

    [Theory]
    [InlineData("int x = t.Result; await t;")]
    [InlineData("await Task.Yield(); t.Wait();")]
    [InlineData("await Task.Yield(); Load().GetAwaiter().GetResult();")]
    [InlineData("await Task.Yield(); Task.WaitAll(t);")]
    [InlineData("await Task.Yield(); Executor.BlockOn(async Future () => await Executor.Yield());")]
    [InlineData("await Task.Yield(); Func<Task> inner = async () => { await t; Thread.Sleep(10); };")]
    public void A_blocked_asynchronous_function_is_told(string code) => Assert.Equal(["2: FC5001"], Async(code));

    [Theory]
    [InlineData("await t; int x = t.Result;")]
    [InlineData("await Task.WhenAll(t, Load()); int x = t.Result;")]
    [InlineData("await Task.Delay(10); int x = t.IsCompleted ? t.Result : 0;")]
    [InlineData("await t; var thread = new Thread(() => Thread.Sleep(10)); thread.Start();")]
    [InlineData("Task next = t.ContinueWith(async ended => { int x = ended.Result; await Task.Yield(); }); await next;")]
    public void What_does_not_wait_or_is_on_another_thread_is_not_told(string code) => Assert.Empty(Async(code));

    [Fact]
    public void A_task_that_is_dropped_is_told_and_one_that_is_kept_is_not() =>
        Assert.Equal(["4: FC6001", "5: FC6001"], Check(
            """
            class C
            {
                static Task WorkAsync() => Task.Delay(1);
                static void Drop() => Task.Run(() => Console.WriteLine(1));
                static void DropAnother() { WorkAsync(); }
                static Task Keep() => Task.Run(() => Console.WriteLine(1));
                static void Mean() { _ = WorkAsync(); }
                static async Task CompilerTells() => await WorkAsync();
                static void NoTask() { RunAsync(); }
                static void RunAsync() { }
            }
            """));

    [Fact]
    public void An_asynchronous_action_for_what_waits_is_told_and_one_for_what_awaits_is_not() =>
        Assert.Equal(["3: FC6005", "4: FC6005"], Check(
            """
            class C
            {
                static void Wrong(int[] a) => Parallel.For(0, a.Length, async i => await Task.Delay(i));
                static void AlsoWrong(List<int> a) => a.ForEach(async i => await Task.Delay(i));
                static Task Right(int[] a) => Parallel.ForEachAsync(a, async (i, token) => await Task.Delay(i, token));
                static void Handler(System.Timers.Timer timer) => timer.Elapsed += async (sender, e) => await Task.Delay(1);
            }
            """));

    [Fact]
    public void Async_without_anything_to_wait_for_is_told_through_what_it_calls() =>
        Assert.Equal(["3: FC6002", "4: FC6002"], Check(
            """
            class C
            {
                static async Task<int> Inner(int x) => await Task.Run(() => x * x);
                static async Task<int> Outer(int x) { await Task.Yield(); return await Inner(x) + 1; }
                static async Task<int> Waits(int x) { await Task.Delay(10); await Task.Yield(); return await Inner(x); }
                static async Task<string> Asks(HttpClient http, int x) { await Inner(x); return await http.GetStringAsync("x"); }
                static async Task<int> Unknown(Func<Task<int>> get) => await get();
                static async Task<int> RunsAsync(Func<Task<int>> get) => await Task.Run(get);
            }
            """));

    [Fact]
    public void Who_implements_an_asynchronous_contract_has_no_choice() =>
        Assert.Empty(Check(
            """
            interface IWorker { Task<int> Work(int x); }
            class C : IWorker { public async Task<int> Work(int x) => await Task.Run(() => x * x); }
            abstract class B { public abstract Task<int> Work(int x); }
            class D : B { public override async Task<int> Work(int x) => await Task.Run(() => x * x); }
            """));

    [Fact]
    public void Asynchronous_files_are_told_but_not_where_threads_are_to_be_kept_free()
    {
        const string Program = "class C { static Task<string> Read(string path) => File.ReadAllTextAsync(path); }";
        Assert.Equal(["1: FC6003"], Check(Program));
        Assert.Empty(Check(Program + " namespace Microsoft.AspNetCore.Http { class HttpContext; }"));
    }

    [Fact]
    public void Five_locks_in_a_type_are_told_and_four_are_not() =>
        Assert.Equal(["1: FC6004"], Check(
            """
            class Five { Lock _a = new(), _b = new(), _c = new(); ConcurrentQueue<int> _d = new(); SemaphoreSlim _e = new(1); }
            class Four { Lock _a = new(), _b = new(), _c = new(); ConcurrentQueue<int> _d = new(); }
            """));

    [Fact]
    public void A_thread_for_each_item_is_told_and_one_for_each_processor_is_not() =>
        Assert.Equal(["6: FC6007"], Check(
            """
            class C
            {
                static void Each(string[] items)
                {
                    foreach (string item in items)
                        new Thread(() => Console.WriteLine(item)).Start();
                    foreach (int number in Enumerable.Range(0, Environment.ProcessorCount))
                        new Thread(() => Console.WriteLine(number)).Start();
                    foreach (string item in items)
                        Console.WriteLine(item);
                }
                static void Some(int[] data) => ThreadScope.Run(data, static (scope, data) =>
                {
                    foreach (ReadOnlySpan<int> chunk in ((ReadOnlySpan<int>)data).ChunksFor(4))
                        scope.Spawn(chunk, static chunk => Console.WriteLine(chunk.Length));
                });
            }
            """));

    [Fact]
    public void A_volatile_counter_is_told_unless_under_a_lock() =>
        Assert.Equal(["4: FC4003", "5: FC4003"], Check(
            """
            class C
            {
                private volatile int _count; private int _plain; private readonly Lock _lock = new();
                void Add() => _count++;
                void AddMore(int n) => this._count += n;
                void AddLocked() { lock (_lock) _count++; }
                void AddPlain() => _plain++;
                void Set() => _count = 1;
            }
            """));

    [Fact]
    public void To_block_on_a_call_is_told_but_not_where_a_program_begins() =>
        Assert.Equal(["3: FC6008", "4: FC6008"], Check(
            """
            class C
            {
                static string Load(Stream s) => new StreamReader(s).ReadToEndAsync().Result;
                static void Wait(Stream s) => s.FlushAsync().GetAwaiter().GetResult();
                static void WaitForOwn(Task task) => task.Wait();
                static void Main() => Task.Delay(1).Wait();
            }
            """));

    [Theory]
    [InlineData("async Task Add() => total += await Next();")]
    [InlineData("async Task Add() { total = total + await Next(); }")]
    [InlineData("async Task Add() { total -= 1 + await Next(); }")]
    [InlineData("Func<Task> add = async () => total += await Next();")]
    [InlineData("async Future Add() => total += await Later();")]
    public void A_variable_of_another_function_that_is_read_before_an_await_is_told(string code) => Assert.Equal(["6: FC4005"], Counting(code));

    [Theory]
    [InlineData("async Task Add() { int next = await Next(); total += next; }")]
    [InlineData("async Task Add() { total = await Next() + total; }")]
    [InlineData("async Task Add() { total = await Next(); }")]
    [InlineData("async Task Add() { int own = 0; own += await Next(); total += own; }")]
    [InlineData("async Task Add(int given) { given += await Next(); total += given; }")]
    [InlineData("async Task Add() { Func<Task<int>> later = async () => await Next(); total += later is null ? 0 : 1; await Next(); }")]
    public void What_is_read_after_the_await_or_is_the_function_s_own_is_not_told(string code) => Assert.Empty(Counting(code));

    private static string[] Counting(string code) => Check($$"""
        class C
        {
            static async Task<int> Next() { await Task.Delay(1); return 1; }
            static async Future<int> Later() { await Executor.Yield(); return 1; }
            static void Run() { int total = 0;
                {{code}}
                Console.WriteLine(total); }
        }
        """);

    private static string[] Concurrent(string code) => Check($$"""
        class C { static void Run(ConcurrentDictionary<int, int> d, BlockingCollection<int> b, int k, int other) {
            {{code}}
        } }
        """);

    private static string[] Async(string code) => Check($$"""
        class C { static Task<int> Load() => Task.FromResult(1); static async Task Run(Task<int> t) {
            {{code}} await Task.Delay(1);
        } }
        """);

    private static string[] Check(string source) => Snippet.Check(source, new PatternAnalyzer());
}
