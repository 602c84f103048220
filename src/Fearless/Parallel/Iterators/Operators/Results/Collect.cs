using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes an array of the values of all results, in the order of the source, or returns an error if any result is one. Rayon's <c>collect</c> into a
    /// <c>Result</c>.</summary>
    /// <remarks>After an error the workers stop soon, and within a block at once. An indexed iterator's values are written in place. For another
    /// collection, project the array: <c>results.Collect().Select(static values => values.ToHashSet())</c>.</remarks>
    /// <example>
    /// <code>
    /// Result&lt;int[], string&gt; numbers = names.Par().Select(Parse).Collect(WhichError.First);
    ///
    /// static Result&lt;int, string&gt; Parse(string text) =&gt; int.TryParse(text, out int number) ? number : $"'{text}' is no number";
    /// </code>
    /// </example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TError">The type of the errors.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="which">Which of several errors is returned.</param>
    /// <returns>A new array of all values, or an error.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="which"/> is none of its type's values.</exception>
    /// <exception cref="InvalidOperationException">There are more items than an array can hold, or a result is <c>default</c>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Result<T[], TError> Collect<TSource, T, TError, TKind>(
        this ParallelIterator<TSource, Result<T, TError>, TKind> source, WhichError which = WhichError.Any)
        where TSource : IParallelSource<Result<T, TError>>, allows ref struct
        where TKind : struct, IIterationKind => which switch
        {
            WhichError.Any => Collect<TSource, T, TError, TKind, AnyEnd>(source),
            WhichError.First => Collect<TSource, T, TError, TKind, FirstEnd>(source),
            _ => throw UnknownChoice(which),
        };

    private static Result<T[], TError> Collect<TSource, T, TError, TKind, TEnd>(ParallelIterator<TSource, Result<T, TError>, TKind> source)
        where TSource : IParallelSource<Result<T, TError>>, allows ref struct
        where TKind : struct, IIterationKind
        where TEnd : struct, ISearchEnd
    {
        if (typeof(TKind) == typeof(Indexed))
            return source.Source.Open<CollectResultsCallback<T, TError, TEnd>, Result<T[], TError>>(new(source.Options));

        var gather = new ResultConsumer<T, TError, GatherConsumer<T>, TEnd>(default, new(), 0);
        return source.Drive(gather).TryGetInner(out GatherConsumer<T> gathered, out TError? error)
            ? new(gathered.MoveToArray<T>(source.Options.EffectivePool))
            : new(error);
    }

    private static ArgumentOutOfRangeException UnknownChoice(WhichError which) =>
        new(nameof(which), which, "Pass WhichError.Any or WhichError.First.");
}
