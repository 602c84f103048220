using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Strands;

namespace Fearless.Analyzers.Conflicts;

/// <summary>How two accesses come to run at the same time.</summary>
internal enum Meeting
{
    /// <summary>Two instances of one body: two iterations, two workers.</summary>
    Instances,

    /// <summary>Two bodies that run side by side.</summary>
    Strands,

    /// <summary>A body, and the code after its start that does not wait for it first.</summary>
    Continuation,
}

/// <summary>Two accesses to one place that may run at the same time, one of them a write.</summary>
/// <param name="First">The write; where both write, the one in the strand.</param>
/// <param name="Second">The other.</param>
/// <param name="Meeting">How they meet.</param>
/// <param name="Strand">The strand that makes it possible.</param>
internal sealed record Race(Access First, Access Second, Meeting Meeting, Strand Strand)
{
    /// <summary>By what the two may be ordered all the same: to be asked when all signals are known.</summary>
    public ImmutableArray<Func<bool>> Unless { get; init; } = [];

    /// <summary>What tells it from other races: its two places, in the order in which they are written.</summary>
    public (SyntaxNode, SyntaxNode) Key =>
        string.CompareOrdinal(First.At.SyntaxTree.FilePath, Second.At.SyntaxTree.FilePath) is var order
        && (order < 0 || order == 0 && First.At.SpanStart <= Second.At.SpanStart)
            ? (First.At, Second.At)
            : (Second.At, First.At);
}
