namespace Fearless.Tool.Watching.Stacks;

/// <summary>What a thread does at a moment, in the order in which they stand for what the whole program does: while one thread computes, it computes,
/// whatever the others wait for.</summary>
internal enum Activity
{
    /// <summary>Runs, or would if there were a core free.</summary>
    Computes,

    /// <summary>The collector has stopped it.</summary>
    Garbage,

    /// <summary>Waits for another machine or process.</summary>
    Network,

    /// <summary>Waits for a file.</summary>
    Files,

    /// <summary>Waits for a lock that another thread holds.</summary>
    Lock,

    /// <summary>Work is queued for the thread pool, which has no thread for it. Of the program only, never of a thread.</summary>
    Pool,

    /// <summary>Blocks its thread until a task has ended.</summary>
    Task,

    /// <summary>Waits for the message of another thread, or for room for one.</summary>
    Message,

    /// <summary>Waits for other threads to signal something or to end.</summary>
    Signal,

    /// <summary>Sleeps for a time.</summary>
    Time,

    /// <summary>Waits outside of managed code, it is not known for what.</summary>
    Native,

    /// <summary>Has nothing to do: a thread of the runtime, or of a pool without work, or <c>Main</c> that awaits its end.</summary>
    Idle,
}
