namespace Fearless.Sync;

/// <summary>What the operating system offers to block a thread on.</summary>
internal enum ParkerBackend
{
    /// <summary>Linux's futex: waits on a word of memory.</summary>
    Futex,

    /// <summary>Windows' WaitOnAddress: the same idea.</summary>
    WaitOnAddress,

    /// <summary>An event object: everywhere.</summary>
    Event,

    /// <summary>A sleep that nobody ends: where there is one thread.</summary>
    Sleep,
}
