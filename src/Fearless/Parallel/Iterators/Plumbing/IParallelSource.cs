namespace Fearless.Plumbing;

/// <summary>What a parallel iterator is made of before it runs: a description that opens into a producer for the length of one
/// call.</summary>
/// <remarks>
/// A source may be a <see langword="ref struct"/> that borrows a span. Opening it pins, guards or snapshots whatever the producer needs
/// for as long as the callback runs, so that the producer itself can cross threads; nested calls open several sources at once.
/// <para>Operators that change items one by one are not sources but stages: see <see cref="IStage{TIn, TOut}"/>.</para>
/// </remarks>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IParallelSource<T>
    where T : allows ref struct
{
    /// <summary>Opens the source, calls <paramref name="callback"/> with its producer on the calling thread, and closes it again.</summary>
    /// <typeparam name="TCallback">The type of the callback.</typeparam>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="callback">Called exactly once; every use of the producer ends before it returns.</param>
    /// <returns>What the callback returned.</returns>
    TResult Open<TCallback, TResult>(TCallback callback)
        where TCallback : IProducerCallback<T, TResult>, allows ref struct;

    /// <summary>Opens a source of references with a producer whose items are <see cref="Reference"/>s.</summary>
    /// <remarks>Static, because a ref struct must implement every instance method, and this one is not to be implemented by others.</remarks>
    internal static virtual TResult OpenErased<TSelf, TCallback, TResult>(TSelf self, TCallback callback)
        where TSelf : IParallelSource<T>, allows ref struct
        where TCallback : IProducerCallback<Reference, TResult>, allows ref struct =>
        self.Open<ErasingCallback<T, TCallback, TResult>, TResult>(new(callback));
}
