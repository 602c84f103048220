using System.Collections.Concurrent;
using Fearless.Collections;

namespace Fearless.Benchmarks.Workloads.Queues;

internal readonly struct ArrayQueueAdapter(int capacity) : IQueueUnderTest
{
    public const string Name = "ArrayQueue";

    private readonly ArrayQueue<long> _queue = new(capacity);

    public bool TryPush(long item) => _queue.TryPush(item);

    public bool TryPop(out long item) => _queue.TryPop(out item);
}

internal readonly struct SegQueueAdapter() : IQueueUnderTest
{
    public const string Name = "SegQueue";

    private readonly SegQueue<long> _queue = new();

    public bool TryPush(long item)
    {
        _queue.Push(item);
        return true;
    }

    public bool TryPop(out long item) => _queue.TryPop(out item);
}

internal readonly struct ConcurrentQueueAdapter() : IQueueUnderTest
{
    public const string Name = "ConcurrentQueue";

    private readonly ConcurrentQueue<long> _queue = new();

    public bool TryPush(long item)
    {
        _queue.Enqueue(item);
        return true;
    }

    public bool TryPop(out long item) => _queue.TryDequeue(out item);
}
