namespace Fearless;

/// <summary>What a call of <see cref="Par.YieldNow"/> or <see cref="Par.YieldLocal"/> did.</summary>
public enum YieldOutcome
{
    /// <summary>Nothing: the current thread is no worker of any pool. In a loop that waits, yield the thread itself instead.</summary>
    NotAWorker,

    /// <summary>Nothing: no job was waiting. In a loop that waits, pause before the next call.</summary>
    Idle,

    /// <summary>It executed one job, to its end.</summary>
    Executed,
}
