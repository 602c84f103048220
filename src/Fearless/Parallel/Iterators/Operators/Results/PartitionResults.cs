using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes two arrays: of the values of results, and of the errors, in order. Rayon's <c>partition_map</c>, for a result is either
    /// of two types.</summary>
    /// <remarks>Unlike <c>Collect</c> it goes on after an error. Both are gathered in buffers of the shared array pool, and copied
    /// once.</remarks>
    /// <example>
    /// <code>
    /// var (numbersOfNames, others) = names.Par().Select(Parse).Partition();
    ///
    /// static Result&lt;int, string&gt; Parse(string text) =&gt; int.TryParse(text, out int number) ? number : $"'{text}' is no number";
    /// </code>
    /// </example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TError">The type of the errors.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>Two new arrays.</returns>
    /// <exception cref="InvalidOperationException">A result is <c>default</c>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static (T[] Values, TError[] Errors) Partition<TSource, T, TError, TKind>(this ParallelIterator<TSource, Result<T, TError>, TKind> source)
        where TSource : IParallelSource<Result<T, TError>>, allows ref struct
        where TKind : struct, IIterationKind
    {
        WorkerPool pool = source.Options.EffectivePool;
        PartitionResultsConsumer<T, TError> parts = source.Drive(default(PartitionResultsConsumer<T, TError>));
        return (parts.Values.MoveToArray<T>(pool), parts.Errors.MoveToArray<TError>(pool));
    }
}
