namespace Fearless.Plumbing;

/// <summary>What is done with the producer of an opened <see cref="IContiguousSource{T}"/>.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
public interface IContiguousCallback<T, out TResult>
{
    /// <summary>Uses <paramref name="producer"/>, and returns only when every thread is done with it.</summary>
    /// <typeparam name="TProducer">The type of the producer.</typeparam>
    /// <param name="producer">Valid until this method returns.</param>
    /// <returns>The result of the whole operation.</returns>
    TResult Run<TProducer>(TProducer producer)
        where TProducer : struct, IContiguousProducer<T>;
}
