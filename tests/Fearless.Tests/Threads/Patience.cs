namespace Fearless.Tests.Threads;

/// <summary>Waits of the tests: on an event, with a deadline that only a broken build reaches.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static void Await(this ManualResetEventSlim happened) => Assert.True(happened.Wait(Limit), "What was awaited did not happen.");

    public static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, Limit), "What was awaited did not happen.");

    /// <summary>Runs what might hang if it were broken, on a thread of its own.</summary>
    public static void Ends(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        })
        { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Limit), "It did not end.");
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
