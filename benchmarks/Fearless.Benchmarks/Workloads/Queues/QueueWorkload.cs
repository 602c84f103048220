using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Queues;

/// <summary>Numbers through the queues of this library, of .NET and of Crossbeam. Each queue is made once, so that what is compared is its use.</summary>
internal sealed class QueueWorkload : IWorkload
{
    private const int Items = 400_000;
    private const ulong Sum = (ulong)Items * (Items - 1) / 2;

    public string Name => "queues";

    public string Description => "400,000 numbers through ArrayQueue, SegQueue and ConcurrentQueue, between one and four threads";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        yield return Compare(arena, "queues-seq", static queue => queue.Sequential());
        yield return Compare(arena, "queues-spsc", static queue => queue.Concurrent(1, 1));
        yield return Compare(arena, "queues-mpsc", static queue => queue.Concurrent(2, 1));
        yield return Compare(arena, "queues-mpmc", static queue => queue.Concurrent(2, 2));
    }

    private static Comparison Compare(Arena arena, string name, Func<Route, ulong> traffic) => new(name, Workers: null, "item", Items)
    {
        Expected = Sum,
        Contenders =
        [
            .. Crossbeam(arena, name, ArrayQueueAdapter.Name),
            .. Crossbeam(arena, name, SegQueueAdapter.Name),
            Contender(ArrayQueueAdapter.Name, new Route<ArrayQueueAdapter>(new ArrayQueueAdapter(Items)), traffic),
            Contender(SegQueueAdapter.Name, new Route<SegQueueAdapter>(new SegQueueAdapter()), traffic),
            Contender(ConcurrentQueueAdapter.Name, new Route<ConcurrentQueueAdapter>(new ConcurrentQueueAdapter()), traffic),
        ],
        Claims =
        [
            new Claim.Ratio(ArrayQueueAdapter.Name, ConcurrentQueueAdapter.Name, new Bar.AtMost(1)),
            new Claim.Ratio(SegQueueAdapter.Name, ConcurrentQueueAdapter.Name, new Bar.AtMost(1)),
            new Claim.Ratio(ArrayQueueAdapter.Name, CrossbeamName(ArrayQueueAdapter.Name), Bar: null),
            new Claim.Ratio(SegQueueAdapter.Name, CrossbeamName(SegQueueAdapter.Name), Bar: null),
            // Threads and their stacks are the only objects.
            new Claim.Allocation(ArrayQueueAdapter.Name, BeyondThoseOf: null, new Bar.AtMost(0.01)),
            new Claim.Allocation(SegQueueAdapter.Name, BeyondThoseOf: null, new Bar.AtMost(0.01)),
        ],
    };

    private static IEnumerable<Contender> Crossbeam(Arena arena, string name, string queue) =>
        arena.Rust(CrossbeamName(queue), arena.Workers[0], count: 1, $"{name}/{queue}");

    private static string CrossbeamName(string queue) => $"crossbeam {queue}";

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
