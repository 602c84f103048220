using Fearless.Tool.Findings;
using Fearless.Tool.Reading;

namespace Fearless.Tool.Tests.Findings;

/// <summary>What public code bases showed to be said too soon: each beside what is said rightly.</summary>
public class JudgementTests
{
    private const double Told = 0.6;

    [Theory]
    [InlineData("task.ContinueWith(ended => { if (ended.IsFaulted) Console.WriteLine(ended.Exception); });")]
    [InlineData("task.ContinueWith(ended => See(ended));")]
    [InlineData("task.PipeTo(this);")]
    public void A_task_whose_failure_is_seen_is_not_forgotten(string code) => Assert.Empty(Forgetting(code));

    [Fact]
    public void A_task_that_is_dropped_although_the_compiler_has_warned_is_meant() =>
        Assert.Empty(Forgetting("\n#pragma warning disable CS4014\nTask.Run(() => Console.WriteLine(1));\n#pragma warning restore CS4014\n"));

    [Fact]
    public void A_task_of_a_variable_is_waited_for_as_one_of_a_call_unless_it_has_ended_or_only_for_a_while()
    {
        const string Text = "class C(HttpClient client) { string A(string url) { var task = client.GetStringAsync(url); HOW return task.Result; } }";
        Assert.Equal(["FC6008"], Rules(Text.Replace("HOW", "")));
        Assert.Empty(Rules(Text.Replace("HOW", "if (!task.IsCompleted) return \"\";")));
        Assert.Empty(Rules(Text.Replace("HOW", "if (!task.Wait(1000)) return \"\";")));
    }

    [Fact]
    public void A_lock_once_for_each_range_of_a_partitioner_is_how_it_is_meant()
    {
        const string Text = "class C { long A(int[] x) { long all = 0; object gate = new(); Parallel.ForEach(SOURCE, range => { long own = 0; for (int i = range.Item1; i < range.Item2; i++) own += x[i]; lock (gate) all += own; }); return all; } }";
        Assert.Empty(Rules(Text.Replace("SOURCE", "System.Collections.Concurrent.Partitioner.Create(0, x.Length)")));
        Assert.Equal(["FA1002"], Rules(Text.Replace("SOURCE", "new[] { (0, 1), (1, 2) }.Select(static r => Tuple.Create(r.Item1, r.Item2))")));
    }

    [Theory]
    [InlineData("int n = 0; Parallel.ForEach(x, i => n++);")]
    [InlineData("Parallel.ForEach(x, i => _n += i);")]
    [InlineData("var d = new Dictionary<int, int>(); Parallel.ForEach(x, i => d[i % 2]++);")]
    [InlineData("int n = 0; x.AsParallel().Select(i => { n++; return i; }).ToArray();")]
    [InlineData("int best = 0; x.AsParallel().ForAll(i => { if (i > best) best = i; });")]
    [InlineData("var list = new List<int>(); Parallel.ForEach(x, list.Add);", false)]
    [InlineData("Parallel.For(0, x.Length, i => x[i]++);", false)]
    [InlineData("Parallel.ForEach(x, i => { int n = 0; n++; });", false)]
    public void Results_may_be_gathered_without_a_lock_too(string code, bool isTold = true) =>
        Assert.Equal(isTold ? ["FA1002"] : [], Rules($"class C {{ int _n; void M(int[] x) {{ {code} }} int N => _n; }}"));

    [Theory]
    [InlineData("Task<int> low = Task.Run(() => x.Min()), high = Task.Run(() => x.Max()); return low.Result + high.Result;", "FA1004", "join")]
    [InlineData("Task low = Task.Run(() => Thread.Sleep(1)), high = Task.Run(() => Thread.Sleep(1)); Task.WaitAll(low, high); return 0;", "FA1004", "threads")]
    [InlineData("using var done = new CountdownEvent(1); ThreadPool.QueueUserWorkItem(_ => { x[0] = 1; done.Signal(); }); done.Wait(); return 0;", "FA1004", "join")]
    public void Work_that_is_waited_for_by_hand_gets_what_suits_it(string code, string rule, string approach)
    {
        using var folder = new ScratchFolder();

        Finding finding = Assert.Single(folder.Advise(folder.Write("A.cs", $"class C {{ int M(int[] x) {{ {code} }} }}")).Findings);

        Assert.Equal(rule, finding.Rule.Id);
        Assert.Equal(approach, Fearless.Tool.Framework.Words.Of(finding.Approach));
    }

    [Fact]
    public void A_type_of_several_files_is_told_of_once()
    {
        const string Part = "partial class C { private readonly Lock _a = new(), _b = new(), _c = new(), _d = new(), _e = new(); void M() { lock (_a) { } } }";
        using var folder = new ScratchFolder();
        folder.Write("A.cs", Part);
        folder.Write("B.cs", "partial class C { void N() { lock (_b) { } } }");

        Assert.Equal(["FC6004"], folder.Advise(folder.Path).Findings.Select(static finding => finding.Rule.Id));
    }

    [Theory]
    [InlineData("task.ContinueWith(ended => Console.WriteLine(ended.Result));")]
    [InlineData("task.ContinueWith(_ => Console.WriteLine(1));")]
    [InlineData("Task.Run(() => Console.WriteLine(1));")]
    public void A_task_whose_failure_nobody_sees_is(string code) => Assert.Equal(["FC6001"], Forgetting(code));

    [Fact]
    public void An_async_void_method_that_is_given_to_somebody_has_the_signature_that_is_asked_for()
    {
        Assert.Empty(Rules("class C { System.Threading.Timer Make() => new(Tick); async void Tick(object? state) => await Task.Delay(1); }"));
        Assert.Equal(["FA2002"], Rules("class C { void Make() => Tick(null); async void Tick(object? state) => await Task.Delay(1); }"));
    }

    [Fact]
    public void Async_that_an_interface_or_an_unknown_base_demands_is_not_needless()
    {
        const string Method = "public async Task StartAsync(CancellationToken token) { await Task.Yield(); }";
        Assert.Empty(Rules($"interface IService {{ Task StartAsync(CancellationToken token); }} class C : IService {{ {Method} }}"));
        Assert.Empty(Rules($"class C : IOfAPackageThatIsNotThere {{ {Method} }}"));
        Assert.Equal(["FC6002"], Rules($"class C {{ {Method} }}"));
    }

    [Fact]
    public void A_value_task_of_a_source_waits_for_what_is_not_seen()
    {
        Assert.Empty(Rules("class C { public async Task<int> A(System.Threading.Tasks.Sources.IValueTaskSource<int> source) => await new ValueTask<int>(source, 0); }"));
        Assert.Equal(["FC6002"], Rules("class C { public async Task<int> A(int x) => await new ValueTask<int>(x); }"));
    }

    [Fact]
    public void Work_on_the_pool_keeps_the_thread_of_a_user_interface_free()
    {
        const string Text = "class C { public async Task<int> A(int[] x) => await Task.Run(() => x.Sum()); }";
        Assert.Empty(Rules(Text, "<UseWindowsForms>true</UseWindowsForms>"));
        Assert.Equal(["FC6002"], Rules(Text));
    }

    [Fact]
    public void A_method_that_is_given_away_as_a_delegate_has_to_stay_asynchronous() =>
        Assert.Empty(Rules("class C { Func<Task> Give() => A; async Task A() { await Task.Yield(); } }"));

    [Fact]
    public void To_hash_a_short_text_is_not_heavy()
    {
        Assert.Empty(Rules("class C { string[] A(string[] x) => x.Select(s => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(s)))).ToArray(); }"));
        Assert.Equal(["FA1001"], Rules("class C { string[] A(byte[][] x) => x.Select(s => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(s))).ToArray(); }"));
    }

    [Fact]
    public void What_is_never_taken_out_may_be_asked_for_and_read()
    {
        const string Text = "class C { private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _d = new(); int A(string k) => _d.ContainsKey(k) ? _d[k] : 0; void Add() => _d.TryAdd(\"\", 1); REMOVE }";
        Assert.Empty(Rules(Text.Replace("REMOVE", "")));
        Assert.Equal(["FC4001"], Rules(Text.Replace("REMOVE", "void B() => _d.Clear();")));
    }

    [Fact]
    public void A_result_in_a_continuation_of_its_task_does_not_wait() =>
        Assert.Empty(Rules("class C { Task A(Task<int> task, Stream s) => task.ContinueWith(async ended => { int n = ended.Result; await s.WriteAsync(new byte[n]); }).Unwrap(); }"));

    [Fact]
    public void A_random_generator_that_all_rounds_share_makes_them_dependent()
    {
        const string Text = "class C { double[] A(int n) { var r = new Random(1); var a = new double[n]; for (int i = 0; i < n; i++) { RANDOM a[i] = Work(r); } return a; } static double Work(Random r) { double s = 0; for (int i = 0; i < 100000; i++) s += r.NextDouble() * 2; return s; } }";
        Assert.Empty(Rules(Text.Replace("RANDOM", "")));
        Assert.Equal(["FA1001"], Rules(Text.Replace("var r = new Random(1);", "").Replace("RANDOM", "var r = new Random(i);")));
    }

    [Fact]
    public void Requests_through_a_method_of_ones_own_are_seen()
    {
        const string Text = "class C(HttpClient client) { public async Task<List<string>> A(string[] ids) { var all = new List<string>(); foreach (string id in ids) all.Add(await Get(id)); return all; } async Task<string> Get(string id) { WRITE return await client.GetStringAsync(id); } string _last = \"\"; }";
        Assert.Equal(["FA1008"], Rules(Text.Replace("WRITE", "")));
        Assert.Empty(Rules(Text.Replace("WRITE", "_last += id;")));
    }

    [Fact]
    public void Threads_that_talk_to_one_another_are_not_one_too_many() =>
        Assert.DoesNotContain("FC6007", Rules("class C { void A(System.Collections.Concurrent.BlockingCollection<int>[] queues) { foreach (var q in queues) new Thread(() => q.Add(1)).Start(); } }"));

    private static string[] Forgetting(string code) => Rules(
        $$"""
        class C
        {
            void M(Task<int> task) { {{code}} }
            static void See(Task task) { if (task.IsFaulted) throw task.Exception!; }
        }
        static class Extensions { public static Task PipeTo(this Task task, object to) => task; }
        """);

    private static string[] Rules(string code, string properties = "")
    {
        using var folder = new ScratchFolder();
        folder.Write("A.csproj", $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings>{properties}</PropertyGroup></Project>""");
        folder.Write("A.cs", code);
        return [.. folder.Advise(folder.Path, new ReadingOptions()).Findings.Where(static finding => finding.Confidence.Value >= Told).Select(static finding => finding.Rule.Id)];
    }
}
