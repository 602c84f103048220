namespace Fearless.Testing.Linearizability;

/// <summary>How an operation of a history ended, or that it has not.</summary>
internal enum OutcomeKind
{
    /// <summary>It returned a value.</summary>
    Returned,

    /// <summary>It threw; the value is the exception.</summary>
    Threw,

    /// <summary>It was cancelled, so it had no effect.</summary>
    Cancelled,

    /// <summary>It has not returned: it may have had its effect or not.</summary>
    Pending,

    /// <summary>It waits, and nobody is left to wake it: the specification has to let it wait.</summary>
    Waiting,
}
