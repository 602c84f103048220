namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>How iterations are run at the same time and waited for. <c>@</c> stands for the statements of one.</summary>
internal static class Region
{
    private const string Counted = "for (int k = 0; k < n; k++) { int i = k; ";

    private const string InScope = "scope => { " + Counted + "scope.Spawn(() => { @ }); } });";

    /// <summary>Methods of the class that the regions use.</summary>
    public const string Members =
        "static void Each(int n, Action<int> body) => Parallel.For(0, n, body); "
        + "static void Start(List<Task> started, Action body) => started.Add(Task.Run(body));";

    public static string Any(Draw draw) => draw.Of(
        "Parallel.For(0, n, i => { @ });",
        "Parallel.ForEach(Enumerable.Range(0, n), i => { @ });",
        "(0..n).Par().ForEach(i => { @ });",
        "Enumerable.Range(0, n).AsParallel().ForAll(i => { @ });",
        "Each(n, i => { @ });",
        "Parallel.ForEachAsync(Enumerable.Range(0, n), async (i, token) => { await Task.Delay(1, token); @ }).Wait();",
        "Task.WaitAll(Enumerable.Range(0, n).Select(i => Task.Run(() => { @ })).ToArray());",
        "Task.WhenAll(Enumerable.Range(0, n).Select(async i => { await Task.Delay(1).ConfigureAwait(false); @ }).ToArray()).Wait();",
        "var started = new List<Task>(); " + Counted + "Start(started, () => { @ }); } Task.WaitAll(started.ToArray());",
        "Par.Scope(" + InScope,
        "ThreadScope.Run(" + InScope,
        "var tasks = new Task[n]; " + Counted + "tasks[k] = Task.Run(() => { @ }); } Task.WaitAll(tasks);",
        "var threads = new Thread[n]; " + Counted + "threads[k] = new Thread(() => { @ }); threads[k].Start(); } "
            + "foreach (Thread thread in threads) { thread.Join(); }");
}
