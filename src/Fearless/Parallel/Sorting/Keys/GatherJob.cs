namespace Fearless.Sorting;

/// <summary>Copies elements to where their keys are, on all workers.</summary>
internal readonly struct GatherJob<T, TKey>(PinnedSpan<T> items, PinnedSpan<Keyed<TKey>> keys, PinnedSpan<T> to) : IForkJob
{
    /// <summary>Pieces of no more elements are left to one worker.</summary>
    public const int PieceLength = 16 * 1024;

    public void Execute(ForkContext context)
    {
        if (to.Length <= PieceLength)
        {
            Copy(items.Span, keys.Span, to.Span);
            return;
        }
        int half = to.Length / 2;
        var low = new GatherJob<T, TKey>(items, keys.Before(half), to.Before(half));
        var high = new GatherJob<T, TKey>(items, keys.From(half), to.From(half));
        context.Join(ref low, ref high);
    }

    public static void Copy(ReadOnlySpan<T> items, ReadOnlySpan<Keyed<TKey>> keys, Span<T> to)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = items[keys[i].Index];
    }
}
