namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>The same recursion on every rung of the ladder of joins, over one input.</summary>
internal sealed class ForkRungs<TJob>
    where TJob : struct, ICheckedJob
{
    /// <summary>Joins struct jobs.</summary>
    public required TJob Job { get; init; }

    /// <summary>Joins static lambdas that share a state.</summary>
    public required Func<ulong> StaticLambdas { get; init; }

    /// <summary>Joins lambdas that capture.</summary>
    public required Func<ulong> Closures { get; init; }

    /// <summary>Creates the same closures and calls them: what they cost by themselves.</summary>
    public required Func<ulong> ClosuresOnly { get; init; }

    /// <summary>Plain calls.</summary>
    public required Func<ulong> Sequential { get; init; }
}
