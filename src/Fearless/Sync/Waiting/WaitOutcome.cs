namespace Fearless.Sync;

/// <summary>How a wait stands or ended: the lower half of the word of a <see cref="WaitContext"/>.</summary>
internal static class WaitOutcome
{
    /// <summary>Nobody waits.</summary>
    public const int Idle = 0;

    /// <summary>It can still end in any of the ways below.</summary>
    public const int Waiting = 1;

    /// <summary>It is on its way into the queues: whoever finds it in one can end it, and nobody else yet.</summary>
    public const int Registering = 2;

    /// <summary>The waiting side took it back itself: there is something to do without waiting.</summary>
    public const int Aborted = 3;

    /// <summary>The deadline passed.</summary>
    public const int TimedOut = 4;

    /// <summary>The token was cancelled.</summary>
    public const int Cancelled = 5;

    /// <summary>The other side is gone.</summary>
    public const int Disconnected = 6;

    /// <summary>The first of the operations that were waited for was chosen; the numbers above stand for the further ones.</summary>
    public const int FirstOperation = 7;
}
