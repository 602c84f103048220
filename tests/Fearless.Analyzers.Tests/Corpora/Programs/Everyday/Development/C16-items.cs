// clean: each item is changed by its own iteration
class Item { public int N; }

static class Program
{
    static void Run(List<Item> items) => Parallel.ForEach(items, item => item.N++);
}
