namespace Fearless.Tests.Sync;

/// <summary>A context that insists on doing the runtime's waits, and fails to.</summary>
internal sealed class WaitingContext : SynchronizationContext
{
    private WaitingContext() => SetWaitNotificationRequired();

    /// <summary>Runs <paramref name="body"/> on a thread with such a context.</summary>
    public static void Run(Action body) => TestThread.Start(() =>
    {
        var context = new WaitingContext();
        SetSynchronizationContext(context);
        try
        {
            body();
            Assert.Same(context, Current);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }).Join();

    public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout) => throw new NotSupportedException("A wait.");
}
