namespace Fearless.Sync;

/// <summary>Waits for threads to end.</summary>
internal static class ThreadEnd
{
    /// <summary>Waits until <paramref name="thread"/> has ended, whatever is thrown on the way.</summary>
    /// <param name="thread">The thread, which was started.</param>
    /// <param name="deferred">Keeps what is thrown.</param>
    public static void Await(Thread thread, ref DeferredFailure deferred)
    {
        using SuspendedContext suspended = SuspendedContext.Enter();
        while (thread.IsAlive)
        {
            try
            {
                thread.Join();
            }
            catch (Exception exception)
            {
                deferred.Add(exception);
            }
        }
    }
}
