namespace Fearless.Benchmarks.Workloads.Queues;

/// <summary>Numbers that go through a queue, from some threads to others; who finds the queue full or empty gives up its time slice.</summary>
/// <remarks>SOURCE: crossbeam, crossbeam-channel/benchmarks/segqueue.rs: the loops, and that they yield.</remarks>
internal static class QueueTraffic
{
    /// <summary>One thread pushes all, then pops all. Returns the sum of what came out.</summary>
    public static ulong Sequential<TQueue>(TQueue queue, int items)
        where TQueue : struct, IQueueUnderTest
    {
        for (int item = 0; item < items; item++)
            queue.TryPush(item);
        return Consume(queue, items);
    }

    /// <summary>Some threads push, others pop. Returns the sum of what came out.</summary>
    public static ulong Concurrent<TQueue>(TQueue queue, int items, int producers, int consumers)
        where TQueue : struct, IQueueUnderTest
    {
        ulong[] sums = new ulong[consumers];
        var threads = new Thread[producers + consumers];
        for (int index = 0; index < threads.Length; index++)
        {
            int thread = index;
            threads[index] = new Thread(() =>
            {
                if (thread < producers)
                    Produce(queue, items / producers * thread, items / producers);
                else
                    sums[thread - producers] = Consume(queue, items / consumers);
            });
            threads[index].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        return sums.Aggregate(static (left, right) => left + right);
    }

    private static void Produce<TQueue>(TQueue queue, int first, int items)
        where TQueue : struct, IQueueUnderTest
    {
        for (int item = first; item < first + items; item++)
        {
            while (!queue.TryPush(item))
                Thread.Yield();
        }
    }

    private static ulong Consume<TQueue>(TQueue queue, int items)
        where TQueue : struct, IQueueUnderTest
    {
        ulong sum = 0;
        for (int popped = 0; popped < items; popped++)
        {
            long item;
            while (!queue.TryPop(out item))
                Thread.Yield();
            sum += (ulong)item;
        }
        return sum;
    }
}
