namespace Fearless.Sync;

/// <summary>One parker for each thread, for whatever inside the library has to block the thread that called it.</summary>
/// <remarks>
/// INVARIANT: its users share it one after the other, so a token may be left from an earlier
/// wait that ended another way. Every user waits in a loop for a condition of its own, which is
/// made true before the unpark; a token without the condition is dropped, and never one with it.
/// </remarks>
internal static class ThreadParker
{
    [ThreadStatic]
    private static Parker? _current;

    /// <summary>The parker of the thread that asks.</summary>
    public static Parker Current => _current ??= new Parker();
}
