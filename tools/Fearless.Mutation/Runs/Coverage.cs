namespace Fearless.Mutation.Runs;

/// <summary>Which tests come by which places, the quick ones first.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<int, List<(string Method, TimeSpan Duration)>> _tests = [];

    /// <summary>Notes that <paramref name="method"/> came by <paramref name="sites"/>.</summary>
    public void Add(string method, TimeSpan duration, IEnumerable<int> sites)
    {
        foreach (int site in sites)
        {
            if (!_tests.TryGetValue(site, out List<(string Method, TimeSpan Duration)>? tests))
                _tests.Add(site, tests = []);
            tests.Add((method, duration));
        }
    }

    /// <summary>The tests that come by <paramref name="site"/>, and how long they take together.</summary>
    public (IReadOnlyList<string> Methods, TimeSpan Duration) Of(int site)
    {
        if (!_tests.TryGetValue(site, out List<(string Method, TimeSpan Duration)>? tests))
            return ([], TimeSpan.Zero);
        return ([.. tests.OrderBy(static test => test.Duration).Select(static test => test.Method)],
            tests.Aggregate(TimeSpan.Zero, static (sum, test) => sum + test.Duration));
    }
}
