namespace Fearless.Plumbing;

/// <summary>A source over memory that may be read as spans.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IContiguousSource<T> : IParallelSource<T>
{
    /// <summary>Opens the source as <see cref="IParallelSource{T}.Open"/> does, for a callback that needs spans.</summary>
    /// <typeparam name="TCallback">The type of the callback.</typeparam>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="callback">Called exactly once.</param>
    /// <returns>What the callback returned.</returns>
    TResult OpenContiguous<TCallback, TResult>(TCallback callback)
        where TCallback : IContiguousCallback<T, TResult>, allows ref struct;
}
