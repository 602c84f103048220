namespace Fearless.Tool.Watching.Analysis;

/// <summary>What a program's time goes to that could be saved.</summary>
internal enum Cause
{
    /// <summary>The collector stops it.</summary>
    Garbage,

    /// <summary>Work waits for a thread of .NET's pool.</summary>
    StarvedPool,

    /// <summary>Threads wait for a lock.</summary>
    HotLock,

    /// <summary>Threads are blocked until tasks end.</summary>
    BlockedOnTasks,

    /// <summary>It waits for other machines or processes.</summary>
    Network,

    /// <summary>It waits for files.</summary>
    Files,

    /// <summary>It computes, and leaves cores without work.</summary>
    Computation,
}
