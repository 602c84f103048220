namespace Fearless.Benchmarks.Harness;

/// <summary>Several ways to do the same work, and what is claimed of them.</summary>
/// <param name="Workload">The name of the work.</param>
/// <param name="Workers">How many workers each contender has; null where that is no property of the work.</param>
/// <param name="Operation">What is counted: a join, a thread, a tick.</param>
/// <param name="Operations">How many of them doing the work once takes.</param>
internal sealed record Comparison(string Workload, int? Workers, string Operation, long Operations)
{
    /// <summary>What every contender must compute.</summary>
    public required ulong Expected { get; init; }

    public required IReadOnlyList<Contender> Contenders { get; init; }

    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>Set where the work decides how often it is worth running, such as ten seconds of idling.</summary>
    public Pace? OwnPace { get; init; }

    public string Title => Workers switch
    {
        null => Workload,
        1 => $"{Workload}, 1 worker",
        _ => $"{Workload}, {Workers} workers",
    };
}
