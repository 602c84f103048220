using Fearless.Analyzers.Tests.Compilation;

namespace Fearless.Analyzers.Tests.Races;

/// <summary>What an asynchronous body does after its first await runs beside whoever did not await it.</summary>
public class AsyncTests
{
    [Theory]
    [InlineData("await Task.Delay(1); total += i;", false)]
    [InlineData("total += i; await Task.Delay(1);", true)]
    [InlineData("await Task.Delay(1); Interlocked.Add(ref total, i);", true)]
    [InlineData("await Task.Delay(1); a[i]++;", true)]
    [InlineData("await Task.Delay(1); a[i + 1] = a[i];", false)]
    [InlineData("await Task.Delay(1); int own = i; own++; a[i] = own;", true)]
    [InlineData("await gate.WaitAsync(); try { total += i; } finally { gate.Release(); }", true)]
    [InlineData("await gate.WaitAsync(); gate.Release(); total += i;", false)]
    [InlineData("if (i > 3) { await Task.Yield(); } total += i;", false)]
    [InlineData("for (int j = 0; j < 2; j++) { total += i; await Task.Yield(); }", false)]
    [InlineData("await foreach (int x in Numbers()) total += x;", false)]
    public void Bodies_of_Select_race_after_their_first_await(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                static async Task<int> Run(int[] a, int n) {
                    int total = 0;
                    var gate = new SemaphoreSlim(1);
                    await Task.WhenAll(Enumerable.Range(0, n).Select(async i => { {{body}} }));
                    return total;
                }
                static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }
            }
            """) is []);

    [Theory]
    [InlineData("await Add(); await Add();", true)]
    [InlineData("await Add().ConfigureAwait(false); await Add().ConfigureAwait(false);", true)]
    [InlineData("Task one = Add(), two = Add(); await one; await two;", false)]
    [InlineData("Task one = Add(); await one; Task two = Add(); await two;", true)]
    [InlineData("Task one = Add(); _total++; await one;", false)]
    [InlineData("Task one = Add(); await one; _total++;", true)]
    [InlineData("lock (this) { _ = Add(); } lock (this) { _total++; }", false)]
    [InlineData("AddAndForget(); _total++;", false)]
    [InlineData("_total++; AddAndForget();", true)]
    [InlineData("Task all = Started(); await all; _total++;", true)]
    [InlineData("Task all = Started(); _total++; await all;", false)]
    [InlineData("await Left(); _total++;", false)]
    public void Calls_that_are_not_awaited_are_strands(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                int _total;
                async Task Run() { {{body}} }
                async Task Add() { await Task.Yield(); _total++; }
                async void AddAndForget() { await Task.Yield(); _total++; }
                async Task Started() { Task inner = Task.Run(() => { _total++; }); await inner; _total++; }
                async Task Left() { _ = Task.Run(() => { _total++; }); await Task.Yield(); }
            }
            """) is []);

    [Theory]
    [InlineData("scope.Spawn(Add()); _ = scope.Spawn(Add()); _total++;", true)]
    [InlineData("scope.Spawn(Later(async () => { await Executor.Yield(); _total++; })); _total++;", true)]
    [InlineData("Add().AsTask(); _total++;", true)]
    [InlineData("Ordinary(); _total++;", false)]
    [InlineData("scope.Spawn(Leaves()); _total++;", false)]
    public void Tasks_of_one_executor_take_turns_on_its_thread(string body, bool isAccepted) =>
        Assert.Equal(isAccepted, Snippet.Check(
            $$"""
            class C {
                int _total;
                Future Run() => TaskScope.RunAsync(async scope => { _ = {{body}} await Executor.Yield(); });
                async Future Add() { await Executor.Yield(); _total++; }
                async Future Later(Func<Future> add) => await add();
                async Task Ordinary() { await Task.Yield(); _total++; }
                async Future Leaves() { _ = Task.Run(() => { _total++; }); await Executor.Yield(); }
            }
            """) is []);

    [Theory]
    [InlineData("async i => { await Task.Yield(); total++; }", false)]
    [InlineData("async i => { await Task.Yield(); a[i]++; }", true)]
    public void An_async_void_body_of_a_loop_goes_on_after_the_loop(string body, bool isAccepted)
    {
        string source = $$"""
            class C { static int Run(int[] a) { int total = 0; Parallel.For(0, a.Length, {{body}}); AFTER return total; } }
            """;
        Assert.Equal(isAccepted, Snippet.Check(source.Replace("AFTER", "", StringComparison.Ordinal)) is []);
        Assert.NotEmpty(Snippet.Check(source.Replace("AFTER", "a[0] = 1; total = 3;", StringComparison.Ordinal)));
    }
}
