using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Tests.Sync;

/// <summary>Many races in little time, over every backend of this machine. Each ends after a second at most, or hangs and fails.</summary>
public class ParkerStressTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(400);

    public static TheoryData<string> Backends => ParkerBackends.Available;

    [Theory, MemberData(nameof(Backends))]
    public void Every_unpark_after_the_last_look_is_seen(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        int published = 0;
        int seen = 0;
        bool stop = false;
        TestThread consumer = TestThread.Start(() =>
        {
            while (true)
            {
                parker.Park();
                // Plain reads: the token alone must order them.
                seen = Volatile.Read(ref published);
                if (Volatile.Read(ref stop))
                    return;
            }
        });
        long start = Stopwatch.GetTimestamp();
        int last = 0;
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            last++;
            Volatile.Write(ref published, last);
            parker.Unparker.Unpark();
            // At times let the consumer fall asleep; a token that it dropped then leaves it behind for ever.
            if (last % 64 == 0)
                TestThread.Until(() => Volatile.Read(ref seen) == last, "the consumer has seen the last value");
        }
        Volatile.Write(ref stop, true);
        parker.Unparker.Unpark();
        consumer.Join();
        Assert.Equal(last, seen);
    }

    [Fact]
    public void An_unpark_that_comes_while_an_earlier_token_is_taken_is_not_erased()
    {
        var parker = new Parker();
        int published = 0;
        int seen = 0;
        bool stop = false;
        TestThread consumer = TestThread.Start(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                // Without sleeping, so that taking the token meets the second unpark.
                if (parker.Park(TimeSpan.Zero))
                    Volatile.Write(ref seen, Volatile.Read(ref published));
            }
        });
        long start = Stopwatch.GetTimestamp();
        for (int last = 2; Stopwatch.GetElapsedTime(start) < Duration; last += 2)
        {
            Volatile.Write(ref published, last - 1);
            parker.Unparker.Unpark();
            for (int pause = last / 2 % 32; pause > 0; pause--)
                _ = Volatile.Read(ref stop);
            Volatile.Write(ref published, last);
            parker.Unparker.Unpark();
            TestThread.Until(() => Volatile.Read(ref seen) == last, "the consumer has seen the second value");
        }
        Volatile.Write(ref stop, true);
        consumer.Join();
    }

    [Theory, MemberData(nameof(Backends))]
    public void Tokens_are_neither_lost_nor_doubled_by_timeouts_and_cancellation(string backend)
    {
        Parker parker = ParkerBackends.Create(backend);
        var source = new CancellationTokenSource();
        int taken = 0;
        int given = 0;
        bool stop = false;
        TestThread consumer = TestThread.Start(() =>
        {
            for (int turn = 0; !Volatile.Read(ref stop); turn++)
            {
                try
                {
                    CancellationToken token = turn % 2 == 0 ? Volatile.Read(ref source).Token : default;
                    if (parker.Park(TimeSpan.FromTicks(turn % 300), token))
                        Interlocked.Increment(ref taken);
                }
                catch (OperationCanceledException)
                {
                    Volatile.Write(ref source, new CancellationTokenSource());
                }
            }
        });
        TestThread canceller = TestThread.Start(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                Volatile.Read(ref source).Cancel();
                parker.Slot.Interrupt();
                Thread.Yield();
            }
        });
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            given++;
            parker.Unparker.Unpark();
            // One at a time, so that none may merge with another.
            TestThread.Until(() => Volatile.Read(ref taken) == given, "the token was taken, once");
        }
        Volatile.Write(ref stop, true);
        consumer.Join();
        canceller.Join();
        Assert.Equal(given, taken);
        Assert.False(parker.Park(TimeSpan.Zero));
    }
}
