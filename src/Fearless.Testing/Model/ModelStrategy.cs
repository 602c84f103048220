namespace Fearless.Testing;

/// <summary>How a model check goes through the executions of a program.</summary>
public enum ModelStrategy
{
    /// <summary>Every execution that differs from the others, by depth-first search with partial-order reduction.</summary>
    Exhaustive,

    /// <summary>Every choice by chance.</summary>
    Random,

    /// <summary>Probabilistic concurrency testing: random priorities that change a few times. Finds a bug of depth d in n steps of k threads
    /// with a probability of at least 1/(k·n^(d-1)) an execution.</summary>
    Pct,
}
