// workload: known-threads
// expect: nothing
using Fearless;

static class Upper
{
    public static string[] Of(string[] names) => ThreadScope.Run(names, static (scope, names) =>
    {
        var threads = new List<ScopedThread<string[]>>();
        foreach (ReadOnlySpan<string> chunk in names.AsSpan().ChunksFor(Environment.ProcessorCount))
            threads.Add(scope.Spawn(chunk, static chunk => Map(chunk)));
        return threads.SelectMany(static thread => thread.Join()).ToArray();
    });

    private static string[] Map(ReadOnlySpan<string> chunk)
    {
        var upper = new string[chunk.Length];
        for (int i = 0; i < upper.Length; i++)
            upper[i] = chunk[i].ToUpperInvariant();
        return upper;
    }
}
