namespace Fearless.Analyzers.Tests.Corpora.Generated;

/// <summary>How iterations are run at the same time and waited for. <c>@</c> stands for the statements of one; they know <c>i</c>.</summary>
internal static class Region
{
    private const string Counted = "for (int k = 0; k < n; k++) { int i = k; ";

    private const string InScope = "scope => { " + Counted + "scope.Spawn(() => { @ }); } });";

    public static string Any(Draw draw) => draw.Of(
        "Parallel.For(0, n, i => { @ });",
        "Parallel.ForEach(Enumerable.Range(0, n), i => { @ });",
        "(0..n).Par().ForEach(i => { @ });",
        "Par.Scope(" + InScope,
        "ThreadScope.Run(" + InScope,
        "var tasks = new Task[n]; " + Counted + "tasks[k] = Task.Run(() => { @ }); } Task.WaitAll(tasks);",
        "var threads = new Thread[n]; " + Counted + "threads[k] = new Thread(() => { @ }); threads[k].Start(); } "
            + "foreach (Thread thread in threads) { thread.Join(); }");
}
