// race FC1002: the item is looked at and stays in the queue
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
            if (queue.TryPeek(out Item? item))
                item.Value++;
        });
    }
}
