namespace Fearless.Sync;

/// <summary>Takes the thread's <see cref="SynchronizationContext"/> away for the length of a wait.</summary>
/// <remarks>A context may ask to carry out the waits of the runtime itself. It would then run the user's code in the middle of a wait of this
/// library's: code that throws, or that waits for something else on the same parker.</remarks>
internal readonly ref struct SuspendedContext : IDisposable
{
    private readonly SynchronizationContext? _context;

    private SuspendedContext(SynchronizationContext? context) => _context = context;

    /// <summary>Takes it away until the value returned is disposed.</summary>
    public static SuspendedContext Enter()
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        if (context is not null)
            SynchronizationContext.SetSynchronizationContext(null);
        return new SuspendedContext(context);
    }

    /// <summary>Brings it back.</summary>
    public void Dispose()
    {
        if (_context is not null)
            SynchronizationContext.SetSynchronizationContext(_context);
    }
}
