using System.Threading.Tasks.Dataflow;
using Fearless.Channels;
using Fearless.Pipelines;

namespace Fearless.Benchmarks.Workloads.Pipelines;

/// <summary>Numbers that are incremented, doubled and summed, each by a stage of its own.</summary>
internal static class ThreeStages
{
    public const int Items = 1_000_000;
    public const int Capacity = 1024;
    public const int Unbounded = DataflowBlockOptions.Unbounded;

    /// <summary>Twice the sum of the numbers from 1 to <see cref="Items"/>.</summary>
    public const ulong Sum = (ulong)Items * (Items + 1);

    public static ulong AsPipeline()
    {
        ulong sum = 0;
        Pipeline.From(Enumerable.Range(0, Items))
            .Sequential(static x => (ulong)x + 1)
            .Sequential(static x => x * 2)
            .Sequential(x => { sum += x; })
            .Run()
            .ThrowIfFailed();
        return sum;
    }

    public static ulong ByHand()
    {
        var (numbers, toIncrement) = Channel.Bounded<int>(Capacity);
        var (incremented, toDouble) = Channel.Bounded<ulong>(Capacity);
        var (doubled, toSum) = Channel.Bounded<ulong>(Capacity);
        return ThreadScope.Run(scope =>
        {
            scope.Spawn(Move.Of(ref numbers), static numbers =>
            {
                for (int number = 0; number < Items; number++)
                    numbers.Send(number);
            });
            scope.Spawn(Move.Of(ref toIncrement), Move.Of(ref incremented), static (received, sent) =>
            {
                foreach (int number in received)
                    sent.Send((ulong)number + 1);
            });
            scope.Spawn(Move.Of(ref toDouble), Move.Of(ref doubled), static (received, sent) =>
            {
                foreach (ulong number in received)
                    sent.Send(number * 2);
            });
            return scope.Spawn(Move.Of(ref toSum), static received =>
            {
                ulong sum = 0;
                foreach (ulong number in received)
                    sum += number;
                return sum;
            }).Join();
        });
    }

    public static ulong AsDataflow(int capacity)
    {
        ulong sum = 0;
        var options = new ExecutionDataflowBlockOptions { BoundedCapacity = capacity, SingleProducerConstrained = true };
        var increment = new TransformBlock<int, ulong>(static x => (ulong)x + 1, options);
        var @double = new TransformBlock<ulong, ulong>(static x => x * 2, options);
        var add = new ActionBlock<ulong>(x => { sum += x; }, options);
        var link = new DataflowLinkOptions { PropagateCompletion = true };
        increment.LinkTo(@double, link);
        @double.LinkTo(add, link);
        FeedAsync(increment).GetAwaiter().GetResult();
        add.Completion.GetAwaiter().GetResult();
        return sum;
    }

    private static async Task FeedAsync(TransformBlock<int, ulong> first)
    {
        for (int number = 0; number < Items; number++)
        {
            // Without room only the asynchronous form waits.
            if (!first.Post(number))
                await first.SendAsync(number).ConfigureAwait(false);
        }
        first.Complete();
    }
}
