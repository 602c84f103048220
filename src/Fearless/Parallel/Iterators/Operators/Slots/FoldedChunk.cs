namespace Fearless.Plumbing;

/// <summary>Folds items into an accumulator.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <typeparam name="TAccumulate">The type of the accumulator.</typeparam>
public readonly struct FoldedChunk<T, TAccumulate> : IChunkMaker<T, TAccumulate>
    where T : allows ref struct
{
    private readonly Func<TAccumulate> _seedFactory;
    private readonly Func<TAccumulate, T, TAccumulate> _fold;

    internal FoldedChunk(Func<TAccumulate> seedFactory, Func<TAccumulate, T, TAccumulate> fold)
    {
        _seedFactory = seedFactory;
        _fold = fold;
    }

    /// <inheritdoc/>
    public TAccumulate Make<TProducer>(TProducer producer, long start, int count)
        where TProducer : struct, IProducer<T> =>
        // One piece, so nothing is ever combined.
        producer.Fold(start, count, new FoldConsumer<T, TAccumulate, DelegateFold<TAccumulate, T>>(
            _seedFactory, new(_fold), static (left, _) => left)).GetValue();
}
