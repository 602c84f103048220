namespace Fearless.Sorting;

/// <summary>Sorts what has the same number by the code units that follow, on all workers.</summary>
/// <param name="items">Elements in the order of their numbers.</param>
/// <param name="keys">The numbers.</param>
/// <param name="step">How many times four code units made numbers before.</param>
/// <param name="cancellationToken">Ends it early.</param>
internal readonly struct TiesJob<T, TText>(
    PinnedSpan<T> items, PinnedSpan<Keyed<ulong>> keys, int step, CancellationToken cancellationToken) : IForkJob
    where TText : struct, IText<T>
{
    /// <summary>Pieces of no more elements are left to one worker.</summary>
    public const int PieceLength = 4 * 1024;

    public void Execute(ForkContext context)
    {
        int cut = keys.Length <= PieceLength ? 0 : Cut();
        if (cut == 0)
        {
            SortTies();
            return;
        }
        var low = new TiesJob<T, TText>(items.Before(cut), keys.Before(cut), step, cancellationToken);
        var high = new TiesJob<T, TText>(items.From(cut), keys.From(cut), step, cancellationToken);
        context.Join(ref low, ref high);
    }

    public void SortTies()
    {
        Span<T> elements = items.Span;
        ReadOnlySpan<Keyed<ulong>> numbers = keys.Span;
        int start = 0;
        while (start < numbers.Length)
        {
            int end = start + 1;
            while (end < numbers.Length && numbers[end].Key == numbers[start].Key)
                end++;
            if (end - start > 1 && !Runs.TryFinish(elements[start..end], default(TextOrder<T, TText>)))
                OrdinalSort.Sort<T, TText>(elements[start..end], step + 1, cancellationToken);
            start = end;
        }
    }

    // Between two numbers, near the middle; zero if there is only one number up to an end.
    private int Cut()
    {
        ReadOnlySpan<Keyed<ulong>> numbers = keys.Span;
        int middle = numbers.Length / 2;
        int cut = middle;
        while (cut < numbers.Length && numbers[cut].Key == numbers[middle].Key)
            cut++;
        if (cut < numbers.Length)
            return cut;
        cut = middle;
        while (cut > 0 && numbers[cut - 1].Key == numbers[middle].Key)
            cut--;
        return cut;
    }
}
