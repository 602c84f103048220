namespace Fearless.Sync;

/// <summary>The values of a parker's word. The README of <c>Sync</c> draws the transitions.</summary>
internal static class ParkerState
{
    /// <summary>No token, and no thread parked.</summary>
    public const int Empty = 0;

    /// <summary>A token, and no thread that sleeps: the next park takes it.</summary>
    public const int Notified = 1;

    /// <summary>A thread sleeps, or is about to, as long as the word has this value.</summary>
    public const int Parked = 2;

    /// <summary>The parked thread is to look again whether its wait was cancelled or its time is up. Not a token.</summary>
    public const int Interrupted = 3;
}
