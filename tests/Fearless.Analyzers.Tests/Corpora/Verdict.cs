namespace Fearless.Analyzers.Tests.Corpora;

/// <summary>What became of a program whose truth is known.</summary>
internal enum Verdict
{
    /// <summary>A race, told at one of its two accesses.</summary>
    Found,

    /// <summary>A race, and something is told, but at neither of its accesses: as good as missed.</summary>
    FoundElsewhere,

    /// <summary>A race of which nothing is told.</summary>
    Missed,

    /// <summary>No race, and none is told.</summary>
    Accepted,

    /// <summary>No race, and one is told.</summary>
    FalseAlarm,
}
