using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>One thing to do with items, by each of the libraries. What is null has no natural way to say it, and takes no part.</summary>
/// <param name="Name">What is done, here and in the Rust process.</param>
/// <param name="Items">How many items it goes through.</param>
/// <param name="Expected">What it computes.</param>
/// <param name="Count">How many times one run does it.</param>
internal sealed record IteratorRow(string Name, long Items, ulong Expected, int Count)
{
    public required Func<ulong> Ours { get; init; }

    /// <summary>The same without a call of a delegate for each item: by function structs, or by loops over spans.</summary>
    public Func<ulong>? WithoutDelegates { get; init; }

    /// <summary>The loop that one would write by hand for one thread.</summary>
    public Func<ulong>? Loop { get; init; }

    public Func<ulong>? Linq { get; init; }

    /// <summary>PLINQ, with a degree.</summary>
    public Func<int, ulong>? Plinq { get; init; }

    /// <summary><see cref="Parallel"/>'s loops.</summary>
    public Func<ParallelOptions, ulong>? ParallelLoop { get; init; }

    /// <summary>Reads the same memory and does nothing else, on the worker of the index, of as many as the size says.</summary>
    public Func<int, int, ulong>? Read { get; init; }

    /// <summary>The most that ours may take of what the loop takes; usually no more than it.</summary>
    public double OfLoop { get; init; } = 1.05;

    public Pace? Pace { get; init; }
}
