namespace Fearless;

/// <summary>What <see cref="Par.YieldNow"/> and <see cref="Par.YieldLocal"/> found.</summary>
public enum YieldOutcome
{
    /// <summary>The current thread is no worker, and nothing was done.</summary>
    NotAWorker,

    /// <summary>There was no job to execute.</summary>
    Idle,

    /// <summary>One job was executed.</summary>
    Executed,
}
