// clean FC1004: producer and consumer with a blocking collection
static class Program
{
    static int Run()
    {
        using var items = new BlockingCollection<int>(8);
        Task producer = Task.Run(() =>
        {
            for (int i = 0; i < 100; i++) items.Add(i);
            items.CompleteAdding();
        });
        int sum = 0;
        foreach (int item in items.GetConsumingEnumerable()) sum += item;
        producer.Wait();
        return sum;
    }
}
