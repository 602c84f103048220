namespace Fearless;

/// <summary>What a task does, in an <see cref="ExecutorDump"/>.</summary>
public enum TaskActivity
{
    /// <summary>It runs: it is the one that asked.</summary>
    Running,

    /// <summary>It has not begun, or lets others run first, and is to have its turn.</summary>
    Ready,

    /// <summary>It waits for a time.</summary>
    Sleeping,

    /// <summary>It waits for the end of another task, or for that of one of several.</summary>
    AwaitingTask,

    /// <summary>It waits for the end of a scope: the tasks of that are below it.</summary>
    AwaitingScope,

    /// <summary>It waits for a socket.</summary>
    AwaitingSocket,

    /// <summary>It waits for what it has run on a pool, which has an executor of its own.</summary>
    AwaitingPool,

    /// <summary>It waits for something else: a channel, a lock, a task of .NET. It may have come, and the task be about to have its turn.</summary>
    Waiting,
}
