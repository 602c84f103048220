using System.Runtime.ExceptionServices;

namespace Fearless;

/// <summary>What was thrown in the middle of something that has to be finished first.</summary>
/// <remarks>For waits that others' memory depends on: they go round until their condition holds, whatever the wait itself throws.</remarks>
internal struct DeferredFailure
{
    private bool _interrupted;

    /// <summary>The first exception that was no interrupt; null if there was none.</summary>
    public Exception? First { get; private set; }

    /// <summary>Keeps <paramref name="exception"/> for later.</summary>
    public void Add(Exception exception)
    {
        if (exception is ThreadInterruptedException)
            _interrupted = true;
        else
            First ??= exception;
    }

    /// <summary>Passes an interrupt on to the next wait of the current thread.</summary>
    public readonly void RestoreInterrupt()
    {
        if (_interrupted)
            Thread.CurrentThread.Interrupt();
    }

    /// <summary>Throws what was kept; an interrupt comes up at the thread's next wait.</summary>
    public readonly void Raise()
    {
        RestoreInterrupt();
        if (First is not null)
            ExceptionDispatchInfo.Throw(First);
    }
}
