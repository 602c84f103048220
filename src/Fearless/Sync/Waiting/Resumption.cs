namespace Fearless.Sync;

/// <summary>Where an asynchronous operation goes on that was chosen: on the thread that chose it, which has what it needs in its cache, and
/// on the pool when such calls nest. It is this library's code, short and without waits; the user's continuation is queued by it.</summary>
internal static class Resumption
{
    // Finishing one operation can choose another: a receiver that takes an item lets a sender in, whose item lets a receiver in.
    private const int DeepestNesting = 8;

    [ThreadStatic]
    private static int _nesting;

    /// <summary>Runs <paramref name="step"/>, now or soon.</summary>
    public static void Run(IThreadPoolWorkItem step)
    {
        if (_nesting == DeepestNesting)
        {
            ThreadPool.UnsafeQueueUserWorkItem(step, preferLocal: true);
            return;
        }
        _nesting++;
        try
        {
            step.Execute();
        }
        finally
        {
            _nesting--;
        }
    }
}
