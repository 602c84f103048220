using Fearless.Benchmarks.Workloads.Channels;
using Fearless.Benchmarks.Workloads.Forks;
using Fearless.Benchmarks.Workloads.Idle;
using Fearless.Benchmarks.Workloads.Iterators;
using Fearless.Benchmarks.Workloads.NBody;
using Fearless.Benchmarks.Workloads.OrderedMaps;
using Fearless.Benchmarks.Workloads.Pipelines;
using Fearless.Benchmarks.Workloads.Queues;
using Fearless.Benchmarks.Workloads.Sorting;
using Fearless.Benchmarks.Workloads.Tasks;
using Fearless.Benchmarks.Workloads.Threads;

namespace Fearless.Benchmarks.Workloads;

/// <summary>All workloads, in the order in which they run.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        ForkWorkloads.Fibonacci,
        ForkWorkloads.FullTree,
        ForkWorkloads.SmallTree,
        ForkWorkloads.LargeTree,
        ForkWorkloads.LargeTreeInPostOrder,
        new InvokeWorkload(),
        new ThreadWorkload(1),
        new ThreadWorkload(8),
        new QueueWorkload(),
        new NBodyWorkload(),
        .. IteratorWorkloads.All,
        new SortWorkload(),
        new SkipMapWorkload(),
        new ChannelWorkload(ChannelSize.Unbounded),
        new ChannelWorkload(ChannelSize.Everything),
        new ChannelWorkload(ChannelSize.Hundred),
        new ChannelWorkload(ChannelSize.One),
        new ChannelWorkload(ChannelSize.Rendezvous),
        new ChannelTasksWorkload(),
        new SelectWorkload(),
        new TrickleWorkload(),
        new PipelineWorkload(),
        new TaskYieldWorkload(),
        new TaskSpawnWorkload(),
        new TaskManyWorkload(),
        new TaskCancelWorkload(),
        new TaskTimersWorkload(),
        new TaskEchoWorkload(),
        new TaskIdleWorkload(),
        new IdleWorkload(),
    ];
}
