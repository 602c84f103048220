using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Fearless.Tests.Sync;

/// <summary>A thread of a test: nobody waits for it without a deadline, and what it throws is thrown again where it is joined.</summary>
internal sealed class TestThread
{
    /// <summary>Far beyond what any step of a test needs, so that only a hang reaches it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    private TestThread(Action body)
    {
        _thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    public bool IsAlive => _thread.IsAlive;

    public int Id => _thread.ManagedThreadId;

    public static TestThread Start(Action body) => new(body);

    /// <summary>Looks at <paramref name="condition"/> until it holds; for what raises no event.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"Waited in vain until {what}.");
            Thread.Yield();
        }
    }

    public void Interrupt() => _thread.Interrupt();

    public void Join()
    {
        Assert.True(_thread.Join(Patience), "The thread hangs.");
        _failure?.Throw();
    }
}
