namespace Fearless.Sync;

/// <summary>Who could end a park that has no limit.</summary>
internal enum Wakers
{
    /// <summary>Other threads of this program.</summary>
    Threads,

    /// <summary>The outside world too, or a thread that has the matter in hand.</summary>
    Outside,
}
