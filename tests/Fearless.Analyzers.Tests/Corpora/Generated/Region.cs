namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>How iterations are run at the same time and waited for. <c>@</c> stands for the statements of one.</summary>
internal static class Region
{
    private const string Counted = "for (int k = 0; k < n; k++) { int i = k; ";

    private const string Resumed = "await Task.Delay(1).ConfigureAwait(false); ";

    private const string InScope = "scope => { " + Counted + "scope.Spawn(() => { @ }); } });";

    /// <summary>Methods of the class that the regions use.</summary>
    public const string Members =
        "static void Each(int n, Action<int> body) => Parallel.For(0, n, body); "
        + "static void Start(List<Task> started, Action body) => started.Add(Task.Run(body));";

    /// <summary>A name, for who reads a report, and the text.</summary>
    public static (string Name, string Text) Any(Draw draw) => draw.Of(
        ("Parallel.For", "Parallel.For(0, n, i => { @ });"),
        ("Parallel.ForEach", "Parallel.ForEach(Enumerable.Range(0, n), i => { @ });"),
        ("Par of a range", "(0..n).Par().ForEach(i => { @ });"),
        ("PLINQ", "Enumerable.Range(0, n).AsParallel().ForAll(i => { @ });"),
        ("a wrapper", "Each(n, i => { @ });"),
        ("ForEachAsync", "Parallel.ForEachAsync(Enumerable.Range(0, n), async (i, token) => { await Task.Delay(1, token); @ }).Wait();"),
        ("tasks by Select", "Task.WaitAll(Enumerable.Range(0, n).Select(i => Task.Run(() => { @ })).ToArray());"),
        ("async bodies", "Task.WhenAll(Enumerable.Range(0, n).Select(async i => { " + Resumed + "@ }).ToArray()).Wait();"),
        ("a starting method", "var all = new List<Task>(); " + Counted + "Start(all, () => { @ }); } Task.WaitAll(all.ToArray());"),
        ("Par.Scope", "Par.Scope(" + InScope),
        ("ThreadScope", "ThreadScope.Run(" + InScope),
        ("tasks", "var tasks = new Task[n]; " + Counted + "tasks[k] = Task.Run(() => { @ }); } Task.WaitAll(tasks);"),
        ("threads", "var threads = new Thread[n]; " + Counted + "threads[k] = new Thread(() => { @ }); threads[k].Start(); } "
            + "foreach (Thread thread in threads) { thread.Join(); }"));
}
