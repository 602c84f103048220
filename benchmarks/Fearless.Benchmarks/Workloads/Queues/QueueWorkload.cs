using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Queues;

/// <summary>Numbers through the queues of this library and of .NET. Each queue is made once, so that what is compared is its use.</summary>
internal sealed class QueueWorkload : IWorkload
{
    private const int Items = 400_000;
    private const ulong Sum = (ulong)Items * (Items - 1) / 2;

    public string Name => "queues";

    public string Description => "400,000 numbers through ArrayQueue, SegQueue and ConcurrentQueue, between one and four threads";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return Compare("queues-seq", static queue => queue.Sequential());
        yield return Compare("queues-spsc", static queue => queue.Concurrent(1, 1));
        yield return Compare("queues-mpsc", static queue => queue.Concurrent(2, 1));
        yield return Compare("queues-mpmc", static queue => queue.Concurrent(2, 2));
    }

    private static Comparison Compare(string name, Func<Route, ulong> traffic) => new(name, Workers: null, "item", Items)
    {
        Expected = Sum,
        Contenders =
        [
            Contender(ArrayQueueAdapter.Name, new Route<ArrayQueueAdapter>(new ArrayQueueAdapter(Items)), traffic),
            Contender(SegQueueAdapter.Name, new Route<SegQueueAdapter>(new SegQueueAdapter()), traffic),
            Contender(ConcurrentQueueAdapter.Name, new Route<ConcurrentQueueAdapter>(new ConcurrentQueueAdapter()), traffic),
        ],
        Claims =
        [
            new Claim.Ratio(ArrayQueueAdapter.Name, ConcurrentQueueAdapter.Name, new Bar.AtMost(1)),
            new Claim.Ratio(SegQueueAdapter.Name, ConcurrentQueueAdapter.Name, new Bar.AtMost(1)),
            // Threads and their stacks are the only objects.
            new Claim.Allocation(ArrayQueueAdapter.Name, BeyondThoseOf: null, new Bar.AtMost(0.01)),
            new Claim.Allocation(SegQueueAdapter.Name, BeyondThoseOf: null, new Bar.AtMost(0.01)),
        ],
    };

    private static Contender Contender(string name, Route route, Func<Route, ulong> traffic) =>
        Arena.Outside(name, count: 1, () => traffic(route));

    /// <summary>The ways to send numbers through one queue.</summary>
    private abstract class Route
    {
        public abstract ulong Sequential();

        public abstract ulong Concurrent(int producers, int consumers);
    }

    private sealed class Route<TQueue>(TQueue queue) : Route
        where TQueue : struct, IQueueUnderTest
    {
        public override ulong Sequential() => QueueTraffic.Sequential(queue, Items);

        public override ulong Concurrent(int producers, int consumers) => QueueTraffic.Concurrent(queue, Items, producers, consumers);
    }
}
