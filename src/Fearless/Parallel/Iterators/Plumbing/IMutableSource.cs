namespace Fearless.Plumbing;

/// <summary>A source over memory that may be written.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public interface IMutableSource<T> : IContiguousSource<T>
{
    /// <summary>Opens the source as <see cref="IParallelSource{T}.Open"/> does, for a callback that changes items in place.</summary>
    /// <typeparam name="TCallback">The type of the callback.</typeparam>
    /// <typeparam name="TResult">The type of its result.</typeparam>
    /// <param name="callback">Called exactly once.</param>
    /// <returns>What the callback returned.</returns>
    TResult OpenMutable<TCallback, TResult>(TCallback callback)
        where TCallback : IMutableCallback<T, TResult>, allows ref struct;
}
