using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

public class LeakTests
{
    [Fact]
    public void A_sender_that_was_only_forgotten_disconnects_and_is_reported()
    {
        using var events = new Events();
        Receiver<Leaked> rx = Forget();
        TestThread.Until(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return rx.TryReceive(out _) == ReceiveResult.Disconnected;
            },
            "the sender was found");
        TestThread.Until(() => events.Seen.Contains("Sender<Leaked>"), "it was reported");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Receiver<Leaked> Forget() => Channel.Bounded<Leaked>(1).Receiver;
    }

    [Fact]
    public void A_receiver_that_was_only_forgotten_disposes_what_nobody_received()
    {
        using var events = new Events();
        var item = new Item();
        Sender<Item> tx = Forget(item);
        TestThread.Until(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return item.Disposals == 1;
            },
            "the receiver was found");
        Assert.Equal(SendResult.Disconnected, tx.TrySend(item));
        TestThread.Until(() => events.Seen.Contains("Receiver<Item>"), "it was reported");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Sender<Item> Forget(Item item)
        {
            Sender<Item> tx = Channel.Bounded<Item>(1).Sender;
            tx.Send(item);
            return tx;
        }
    }

    [Fact]
    public void A_permit_and_a_subscription_that_were_only_forgotten_are_reported()
    {
        using var events = new Events();
        var (tx, topic) = Channel.Broadcast<Leaked>(1);
        var (kept, rx) = Channel.Bounded<Leaked>(1);
        Forget(topic, kept);
        TestThread.Until(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return topic.SubscriptionCount == 0 && !kept.IsFull;
            },
            "both were found");
        Assert.True(tx.IsDisconnected);
        TestThread.Until(() => events.Seen.Contains("Receiver<Leaked>") && events.Seen.Contains("SendPermit<Leaked>"), "they were reported");
        GC.KeepAlive(rx);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(Broadcast<Leaked> topic, Sender<Leaked> kept)
        {
            topic.Subscribe();
            Assert.Equal(SendResult.Sent, kept.TryReserve(out _));
        }
    }

    [Fact]
    public void A_value_that_throws_when_the_collector_disposes_it_is_reported()
    {
        using var events = new Events();
        var item = new Item { Failure = new IOException("from the finaliser") };
        Forget(item);
        TestThread.Until(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return item.Disposals == 1;
            },
            "the receiver was found");
        TestThread.Until(() => events.Failures.Any(static text => text.Contains("from the finaliser", StringComparison.Ordinal)), "it was reported");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(Item item) => Channel.Bounded<Item>(1).Sender.Send(item);
    }

    [Fact]
    public void An_end_that_was_disposed_is_not_reported()
    {
        using var events = new Events();
        Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.DoesNotContain("Sender<Disposed>", events.Seen);
        Assert.DoesNotContain("Receiver<Disposed>", events.Seen);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Dispose()
        {
            var (tx, rx) = Channel.Unbounded<Disposed>();
            tx.Dispose();
            rx.Dispose();
        }
    }

    private sealed class Leaked;

    private sealed class Disposed;

    private sealed class Events : EventListener
    {
        private readonly Lock _lock = new();
        private readonly List<string> _seen = [];
        private readonly List<string> _failures = [];

        public List<string> Seen
        {
            get
            {
                lock (_lock)
                    return [.. _seen];
            }
        }

        public List<string> Failures
        {
            get
            {
                lock (_lock)
                    return [.. _failures];
            }
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Fearless")
                EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (_lock is null)
                return;
            lock (_lock)
            {
                if (eventData.EventName == "ChannelEndLeaked")
                    _seen.Add((string)eventData.Payload![0]!);
                else if (eventData.EventName == "UnobservedFailure")
                    _failures.Add((string)eventData.Payload![^1]!);
            }
        }
    }
}
