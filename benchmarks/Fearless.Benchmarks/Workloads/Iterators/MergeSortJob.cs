namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>Sorts both halves and merges them, in parallel too.</summary>
/// <param name="items">What is sorted.</param>
/// <param name="buffer">Room for as many.</param>
internal struct MergeSortJob(Memory<uint> items, Memory<uint> buffer) : IForkJob
{
    private const int SortChunk = 32 * 1024;

    public readonly void Execute(ForkContext context)
    {
        if (items.Length <= SortChunk)
        {
            items.Span.Sort();
            return;
        }
        int middle = items.Length / 2;
        var low = new MergeSortJob(items[..middle], buffer[..middle]);
        var high = new MergeSortJob(items[middle..], buffer[middle..]);
        context.Join(ref low, ref high);
        new MergeJob(items[..middle], items[middle..], buffer).Execute(context);
        buffer.Span.CopyTo(items.Span);
    }

    private struct MergeJob(Memory<uint> low, Memory<uint> high, Memory<uint> target) : IForkJob
    {
        private const int MergeChunk = 64 * 1024;

        public void Execute(ForkContext context)
        {
            if (low.Length < high.Length)
                (low, high) = (high, low);
            if (target.Length <= MergeChunk)
            {
                InTurn(low.Span, high.Span, target.Span);
                return;
            }
            int middle = low.Length / 2;
            int split = FirstNotLess(high.Span, low.Span[middle]);
            var first = new MergeJob(low[..middle], high[..split], target[..(middle + split)]);
            var last = new MergeJob(low[middle..], high[split..], target[(middle + split)..]);
            context.Join(ref first, ref last);
        }

        private static int FirstNotLess(ReadOnlySpan<uint> items, uint bound)
        {
            int start = 0;
            int end = items.Length;
            while (start < end)
            {
                int middle = (start + end) / 2;
                if (items[middle] < bound)
                    start = middle + 1;
                else
                    end = middle;
            }
            return start;
        }

        private static void InTurn(ReadOnlySpan<uint> low, ReadOnlySpan<uint> high, Span<uint> target)
        {
            int i = 0;
            int j = 0;
            foreach (ref uint item in target)
                item = j == high.Length || (i < low.Length && low[i] <= high[j]) ? low[i++] : high[j++];
        }
    }
}
