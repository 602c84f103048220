namespace Fearless.Tasks;

/// <summary>What is known of a <see cref="Frame"/>.</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,

    /// <summary>Its future was awaited or spawned: nobody else may.</summary>
    Claimed = 1,

    /// <summary>It was spawned: it is the first frame of a task.</summary>
    IsTask = 2,

    /// <summary>Its code has run, at least in part.</summary>
    Started = 4,

    /// <summary>Of a task: somebody wants it to end.</summary>
    CancelRequested = 8,

    /// <summary>It is in the run queue because its task is cancelled: what it waited for has not come.</summary>
    Unwinding = 16,

    /// <summary>Of a task: whoever waits for it waits to its end, cancelled or not.</summary>
    Shielded = 32,

    /// <summary>Of a task: a token of its own was asked for.</summary>
    HasToken = 64,

    /// <summary>It is over, and its end is known.</summary>
    Ended = 128,
}
