namespace Fearless.Sorting;

/// <summary>Computes keys, on all workers.</summary>
internal readonly struct KeysJob<T, TKey, TMaker>(
    SortOperation operation, PinnedSpan<T> items, PinnedSpan<Keyed<TKey>> keys, int firstIndex, TMaker maker) : IForkJob
    where TMaker : struct, IKeyMaker<T, TKey>
{
    public void Execute(ForkContext context)
    {
        if (operation.ShouldStop())
            return;
        try
        {
            if (items.Length <= operation.Grain)
                Fill(items.Span, keys.Span, firstIndex, maker);
            else
                Fork(context);
        }
        catch (Exception exception)
        {
            operation.Fail(exception);
        }
    }

    public static void Fill(ReadOnlySpan<T> items, Span<Keyed<TKey>> keys, int firstIndex, TMaker maker)
    {
        for (int i = 0; i < items.Length; i++)
            keys[i] = new Keyed<TKey>(maker.Make(items[i]), firstIndex + i);
    }

    private void Fork(ForkContext context)
    {
        int half = items.Length / 2;
        var low = new KeysJob<T, TKey, TMaker>(operation, items.Before(half), keys.Before(half), firstIndex, maker);
        var high = new KeysJob<T, TKey, TMaker>(operation, items.From(half), keys.From(half), firstIndex + half, maker);
        context.Join(ref low, ref high);
    }
}
