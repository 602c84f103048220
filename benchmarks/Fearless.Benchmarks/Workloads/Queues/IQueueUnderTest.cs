namespace Fearless.Benchmarks.Workloads.Queues;

/// <summary>A queue of numbers, as a struct, so that what calls it is compiled for it.</summary>
internal interface IQueueUnderTest
{
    bool TryPush(long item);

    bool TryPop(out long item);
}
