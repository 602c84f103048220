// clean: whoever takes an item out of the queue has it alone
class Item
{
    public int Value;
}

static class Program
{
    static void Run(Item[] items)
    {
        var queue = new ConcurrentQueue<Item>(items);
        Parallel.For(0, 4, w =>
        {
            while (queue.TryDequeue(out Item? item))
                item.Value++;
        });
    }
}
