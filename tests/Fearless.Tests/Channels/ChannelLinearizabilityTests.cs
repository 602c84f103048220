using Fearless.Channels;
using Fearless.Testing;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Channels;

/// <summary>Every operation of a channel acts as if it were done at one moment. By themselves, as threads that take turns meet
/// nowhere.</summary>
[Collection(nameof(Alone))]
public class ChannelLinearizabilityTests
{
    private static readonly LinearizabilityOptions Options = new() { Budget = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData("bounded 1")]
    [InlineData("bounded 2")]
    [InlineData("bounded 3")]
    [InlineData("unbounded")]
    [InlineData("broadcast 1")]
    [InlineData("broadcast 3")]
    [InlineData("priority 1")]
    [InlineData("priority 3")]
    [InlineData("priority")]
    public void A_channel_acts_like_a_queue(string flavor)
    {
        int capacity = new Ends(flavor).Sender.Capacity ?? int.MaxValue;
        Specifications
            .BoundedQueue(
                () => new Ends(flavor),
                capacity,
                static (ends, item) => ends.Sender.TrySend(item) == SendResult.Sent,
                static ends => ends.Receiver.TryReceive(out int item) == ReceiveResult.Received ? item : null)
            .Operation("Count", static ends => ends.Receiver.Count, static model => model.Count)
            .Operation("IsEmpty", static ends => ends.Sender.IsEmpty, static model => model.Count == 0)
            .Operation("IsFull", static ends => ends.Receiver.IsFull, static model => model.IsFull)
            .Check(Options);
    }

    [Theory]
    [InlineData("bounded 1")]
    [InlineData("bounded 2")]
    [InlineData("unbounded")]
    [InlineData("broadcast 1")]
    [InlineData("priority 2")]
    public void Sends_and_receives_that_wait_act_like_those_of_a_queue(string flavor)
    {
        int capacity = new Ends(flavor).Sender.Capacity ?? int.MaxValue;
        Specifications
            .Channel(
                () => new Ends(flavor),
                capacity,
                static (ends, item, token) => ends.Sender.Send(item, token),
                static (ends, token) => ends.Receiver.Receive(token))
            .Operation("Count", static ends => ends.Sender.Count, static model => model.Count)
            .Check(Options);
    }

    [Theory]
    [InlineData(OverflowPolicy.DropOldest, 1)]
    [InlineData(OverflowPolicy.DropOldest, 2)]
    [InlineData(OverflowPolicy.DropNewest, 1)]
    [InlineData(OverflowPolicy.DropNewest, 2)]
    [InlineData(OverflowPolicy.DropSent, 1)]
    [InlineData(OverflowPolicy.DropSent, 2)]
    public void A_lossy_channel_drops_and_sends_in_one_step(OverflowPolicy policy, int capacity) => LinearizabilityTest
        .For(() => new LossyEnds(capacity, policy), () => new LossyModel(capacity, policy))
        .Operation("Send", Argument.Distinct(), static (ends, item) => ends.Send(item), static (model, item) => model.Send(item))
        .Operation(
            "TryReceive",
            static ends => ends.Receiver.TryReceive(out int item) == ReceiveResult.Received ? item : (int?)null,
            static model => model.TryReceive())
        .Operation("Count", static ends => ends.Receiver.Count, static model => model.Items.Count)
        .Operation("IsEmpty", static ends => ends.Receiver.IsEmpty, static model => model.Items.Count == 0)
        .Check(Options);

    [Fact]
    public void A_priority_channel_gives_the_least_of_the_moment() => LinearizabilityTest
        .For(static () => Channel.BoundedPriority<int>(3), static () => new PriorityModel(3))
        .Operation("TrySend", Argument.Distinct(), static (ends, item) => ends.Sender.TrySend(item) == SendResult.Sent, static (model, item) => model.TrySend(item))
        .Operation(
            "TryReceive",
            static ends => ends.Receiver.TryReceive(out int item) == ReceiveResult.Received ? item : (int?)null,
            static model => model.TryReceive())
        .Operation("Count", static ends => ends.Receiver.Count, static model => model.Items.Count)
        .Check(Options);

    [Fact]
    public void A_watch_gives_the_newest_value_once() => LinearizabilityTest
        .For(static () => new Watched(), static () => new WatchModel())
        .Operation("Send", Argument.Distinct(), static (watched, item) => watched.Sender.Send(item), static (model, item) => model.Send(item))
        .Operation("Read", static watched => watched.Watch.Read(out long version) is var value ? (value, version) : default, static model => (model.Value, model.Version))
        .Operation(
            "TryReceive",
            static watched => watched.Receiver.TryReceive(out int item) == ReceiveResult.Received ? item : (int?)null,
            static model => model.TryReceive())
        .Check(Options);

    private sealed class Ends
    {
        public Ends(string flavor) => (Sender, Receiver) = Flavors.Create<int>(flavor);

        public Sender<int> Sender { get; }

        public Receiver<int> Receiver { get; }
    }

    private sealed class LossyEnds
    {
        // Of the thread that sends, which the callback runs on.
        [ThreadStatic]
        private static int? _dropped;

        private readonly Sender<int> _sender;

        public LossyEnds(int capacity, OverflowPolicy policy) =>
            (_sender, Receiver) = Channel.Bounded<int>(capacity, policy, static value => _dropped = value);

        public Receiver<int> Receiver { get; }

        public int? Send(int item)
        {
            _dropped = null;
            _sender.Send(item);
            return _dropped;
        }
    }

    private sealed class LossyModel(int capacity, OverflowPolicy policy) : ISequentialModel
    {
        public List<int> Items { get; } = [];

        public int? Send(int item)
        {
            int? dropped = null;
            if (Items.Count == capacity)
            {
                if (policy == OverflowPolicy.DropSent)
                    return item;
                int at = policy == OverflowPolicy.DropOldest ? 0 : capacity - 1;
                dropped = Items[at];
                Items.RemoveAt(at);
            }
            Items.Add(item);
            return dropped;
        }

        public int? TryReceive()
        {
            if (Items.Count == 0)
                return null;
            int item = Items[0];
            Items.RemoveAt(0);
            return item;
        }

        public object TakeSnapshot() => Items.ToArray();
    }

    private sealed class PriorityModel(int capacity) : ISequentialModel
    {
        public SortedSet<int> Items { get; } = [];

        public bool TrySend(int item) => Items.Count < capacity && Items.Add(item);

        public int? TryReceive()
        {
            if (Items.Count == 0)
                return null;
            int least = Items.Min;
            Items.Remove(least);
            return least;
        }

        public object TakeSnapshot() => Items.ToArray();
    }

    private sealed class Watched
    {
        public Watched()
        {
            (Sender, Watch) = Channel.Watch(0);
            Receiver = Watch.Subscribe();
        }

        public Sender<int> Sender { get; }

        public Watch<int> Watch { get; }

        public Receiver<int> Receiver { get; }
    }

    private sealed class WatchModel : ISequentialModel
    {
        private long _seen;

        public int Value { get; private set; }

        public long Version { get; private set; }

        public void Send(int item)
        {
            Value = item;
            Version++;
        }

        public int? TryReceive()
        {
            if (_seen == Version)
                return null;
            _seen = Version;
            return Value;
        }

        public object TakeSnapshot() => (Value, Version, _seen);
    }
}
