// workload: producer-consumer
// expect: FA1005 channel @ new BlockingCollection<int>
using System.Collections.Concurrent;

static class Numbers
{
    public static int Sum(int count)
    {
        using var queue = new BlockingCollection<int>(16);
        var producer = Task.Run(() =>
        {
            for (int i = 0; i < count; i++)
                queue.Add(i * i);
            queue.CompleteAdding();
        });
        int sum = 0;
        foreach (int square in queue.GetConsumingEnumerable())
            sum += square;
        producer.Wait();
        return sum;
    }
}
