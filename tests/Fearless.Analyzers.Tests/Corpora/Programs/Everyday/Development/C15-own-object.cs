// clean: an object for each
class Item { public int N; }

static class Program
{
    static Item[] Run(int n)
    {
        var items = new Item[n];
        Parallel.For(0, n, i =>
        {
            var item = new Item();
            item.N = i;
            items[i] = item;
        });
        return items;
    }
}
