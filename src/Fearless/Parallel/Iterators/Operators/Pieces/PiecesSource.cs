namespace Fearless.Plumbing;

/// <summary>The pieces between separators of memory, as spans that may be written.</summary>
/// <typeparam name="TSource">The type of the source.</typeparam>
/// <typeparam name="T">The type of its items.</typeparam>
/// <typeparam name="TSeparator">The type of what separates the pieces.</typeparam>
public readonly ref struct PiecesSource<TSource, T, TSeparator> : IParallelSource<Span<T>>
    where TSource : IMutableSource<T>, allows ref struct
    where TSeparator : struct, ISeparator<T>
{
    private readonly ReadOnlyPiecesSource<WritableSource<TSource, T>, T, TSeparator> _pieces;

    internal PiecesSource(TSource source, TSeparator separator, PieceKind kind) => _pieces = new(new(source), separator, kind);

    /// <inheritdoc/>
    public TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<Span<T>, TResult>, allows ref struct =>
        _pieces.Open<StagedCallback<ReadOnlySpan<T>, WritableStage<T>, Span<T>, TCallback, TResult>, TResult>(new(callback, default));
}
