namespace Fearless.Testing;

/// <summary>What a model thread is doing.</summary>
internal enum ModelThreadState : byte
{
    /// <summary>It can do its next step.</summary>
    Ready,

    /// <summary>It spins, and lets all others go first until one of them has stored something.</summary>
    Yielding,

    /// <summary>It sleeps until it is woken.</summary>
    Asleep,

    /// <summary>It sleeps until it is woken or its time is over.</summary>
    AsleepForATime,

    /// <summary>It waits for another thread to end.</summary>
    Joining,

    /// <summary>It has ended.</summary>
    Ended,
}
