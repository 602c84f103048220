using System.Diagnostics;
using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.SingleThread.Tests;

/// <summary>Calls that block: those that could never return say so at once, and leave everything as it was.</summary>
public class BlockingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(15);

    public static TheoryData<string> Calls => [.. AllCalls.Keys];

    private static Dictionary<string, Action> AllCalls => new()
    {
        ["receive"] = static () => WithChannel(static (_, rx) => rx.Receive()),
        ["send"] = static () => WithChannel(static (tx, _) =>
        {
            tx.Send(1);
            tx.Send(2);
        }),
        ["rendezvous"] = static () =>
        {
            var (tx, rx) = Channel.Bounded<int>(0);
            using (tx)
            using (rx)
                tx.Send(1);
        },
        ["select"] = static () => WithChannel(static (_, rx) => Select.Receive(rx, static _ => { }).Run()),
        ["mutex"] = static () =>
        {
            var mutex = new Mutex<int>(1);
            using MutexGuard<int> held = mutex.Lock();
            mutex.Lock();
        },
        ["reader-writer lock"] = static () =>
        {
            var both = new RwLock<int>(1);
            using RwLockReadGuard<int> held = both.Read();
            both.Write();
        },
        ["sharded lock"] = static () =>
        {
            var sharded = new ShardedLock<int>(1);
            using ShardedWriteGuard<int> held = sharded.Write();
            sharded.Read();
        },
        ["semaphore"] = static () => new CountingSemaphore(0).Acquire(),
        ["latch"] = static () => new CountLatch(1).Wait(),
        ["wait group"] = static () =>
        {
            using var group = new WaitGroup();
            using WaitGroup member = group.Clone();
            group.Wait();
        },
        ["barrier"] = static () => new CyclicBarrier(2).SignalAndWait(),
        ["once"] = static () => new OnceCell<int>().Wait(),
        ["notify"] = static () => new Notify().Wait(),
        ["parker"] = static () => new Parker().Park(),
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_that_could_never_return_throws(string call)
    {
        var failure = Assert.Throws<PlatformNotSupportedException>(AllCalls[call]);
        Assert.Contains("Await the asynchronous form", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_was_refused_has_changed_nothing()
    {
        WithChannel(static (tx, rx) =>
        {
            Assert.Throws<PlatformNotSupportedException>(() => rx.Receive());
            tx.Send(1);
            Assert.Throws<PlatformNotSupportedException>(() => tx.Send(2));
            Assert.Equal(1, rx.Receive());
            Assert.Equal(ReceiveResult.Empty, rx.TryReceive(out _));
        });
        var mutex = new Mutex<int>(1);
        using (mutex.Lock())
            Assert.Throws<PlatformNotSupportedException>(() => mutex.Lock());
        using (mutex.Lock())
            Assert.True(mutex.IsHeld);
    }

    [Fact]
    public void A_call_with_a_limit_waits_for_it() => WithChannel(static (_, rx) =>
    {
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(ReceiveResult.TimedOut, rx.TryReceive(out int _, Limit));
        Assert.False(new CountLatch(1).Wait(Limit));
        Assert.False(new Parker().Park(Limit));
        Assert.True(Stopwatch.GetElapsedTime(start) >= 3 * Limit);
    });

    [Fact]
    public void A_call_that_need_not_wait_does_as_ever() => WithChannel(static (tx, rx) =>
    {
        tx.Send(3);
        Assert.Equal(3, rx.Receive());
        new CountLatch(0).Wait();
        new CyclicBarrier(1).SignalAndWait();
        var parker = new Parker();
        parker.Unparker.Unpark();
        parker.Park();
    });

    [Fact]
    public void Threads_in_scopes_are_refused_and_what_was_moved_into_them_is_disposed()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Sender<int>? moved = tx;
        var failure = Assert.Throws<PlatformNotSupportedException>(() =>
            ThreadScope.Run(scope => scope.Spawn(Move.Of(ref moved), static tx => tx.Send(1))));
        Assert.Contains("Par.Scope", failure.Message, StringComparison.Ordinal);
        Assert.Equal(ReceiveResult.Disconnected, rx.TryReceive(out _));
        rx.Dispose();
        // One without threads is a call.
        Assert.Equal(5, ThreadScope.Run(static _ => 5));
    }

    private static void WithChannel(Action<Sender<int>, Receiver<int>> body)
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        using (tx)
        using (rx)
            body(tx, rx);
    }
}
