namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Sorts a part of an array, as the textbook does, and forks where there is much to do.</summary>
internal struct QuickSortJob(uint[] items, int start, int length) : IForkJob
{
    private const int Chunk = 5 * 1024;

    public readonly void Execute(ForkContext context)
    {
        Span<uint> part = items.AsSpan(start, length);
        if (length <= Chunk)
        {
            InTurn(part);
            return;
        }
        int middle = Partition(part);
        var low = new QuickSortJob(items, start, middle);
        var high = new QuickSortJob(items, start + middle + 1, length - middle - 1);
        context.Join(ref low, ref high);
    }

    public static void InTurn(Span<uint> items)
    {
        if (items.Length <= 1)
            return;
        int middle = Partition(items);
        InTurn(items[..middle]);
        InTurn(items[(middle + 1)..]);
    }

    /// <summary>Puts the last item, the pivot, in its place: no item before it is greater, and none behind it is less.</summary>
    private static int Partition(Span<uint> items)
    {
        uint pivot = items[^1];
        int place = 0;
        for (int i = 0; i < items.Length - 1; i++)
        {
            if (items[i] <= pivot)
            {
                (items[i], items[place]) = (items[place], items[i]);
                place++;
            }
        }
        (items[^1], items[place]) = (items[place], items[^1]);
        return place;
    }
}
