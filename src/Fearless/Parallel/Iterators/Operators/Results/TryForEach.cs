using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Calls <paramref name="function"/> with every item until one returns an error. Rayon's <c>try_for_each</c>.</summary>
    /// <remarks>After an error the workers stop soon, and within a block at once; what was done until then stays done.</remarks>
    /// <example>
    /// <code>
    /// Result&lt;Unit, string&gt; done = paths.Par().TryForEach(static path =&gt;
    /// {
    ///     if (!File.Exists(path))
    ///         return (Result&lt;Unit, string&gt;)$"{path} is missing";
    ///     File.Delete(path);
    ///     return Unit.Value;
    /// });
    /// </code>
    /// </example>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TError">The type of the errors.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="function">Called at most once for each item, by several workers at once.</param>
    /// <param name="which">Which of several errors is returned.</param>
    /// <returns>A success, or an error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="which"/> is none of its type's values.</exception>
    /// <exception cref="InvalidOperationException">A result is <c>default</c>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Result<Unit, TError> TryForEach<TSource, T, TKind, TError>(
        this ParallelIterator<TSource, T, TKind> source, Func<T, Result<Unit, TError>> function, WhichError which = WhichError.Any)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(function);
        return FirstErrorOf(source.Select(function), which);
    }

    /// <summary>Calls <paramref name="function"/> with every item and a state that no two calls use at once until one returns an error. Rayon's
    /// <c>try_for_each_init</c>.</summary>
    /// <remarks>States are as those of
    /// <see cref="Select{TSource, T, TKind, TState, TResult}(ParallelIterator{TSource, T, TKind}, Func{TState}, Func{TState, T, TResult})"/>.
    /// After an error the workers stop soon, and within a block at once; what was done until then stays done.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="TError">The type of the errors.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="stateFactory">Makes a state, by several workers at once.</param>
    /// <param name="function">Called at most once for each item.</param>
    /// <param name="which">Which of several errors is returned.</param>
    /// <returns>A success, or an error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stateFactory"/> or <paramref name="function"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="which"/> is none of its type's values.</exception>
    /// <exception cref="InvalidOperationException">A result is <c>default</c>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static Result<Unit, TError> TryForEach<TSource, T, TKind, TState, TError>(
        this ParallelIterator<TSource, T, TKind> source,
        Func<TState> stateFactory,
        Func<TState, T, Result<Unit, TError>> function,
        WhichError which = WhichError.Any)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(stateFactory);
        ArgumentNullException.ThrowIfNull(function);
        return FirstErrorOf(source.Select(stateFactory, function), which);
    }

    private static Result<Unit, TError> FirstErrorOf<TSource, TKind, TError>(ParallelIterator<TSource, Result<Unit, TError>, TKind> results, WhichError which)
        where TSource : IParallelSource<Result<Unit, TError>>, allows ref struct
        where TKind : struct, IIterationKind
    {
        return which switch
        {
            WhichError.Any => FirstErrorOf<AnyEnd>(results),
            WhichError.First => FirstErrorOf<FirstEnd>(results),
            _ => throw UnknownChoice(which),
        };

        static Result<Unit, TError> FirstErrorOf<TEnd>(ParallelIterator<TSource, Result<Unit, TError>, TKind> results)
            where TEnd : struct, ISearchEnd
        {
            var count = new ResultConsumer<Unit, TError, CountConsumer<Unit>, TEnd>(default, new(), 0);
            return results.Drive(count).TryGetInner(out _, out TError? error) ? new(Unit.Value) : new(error);
        }
    }
}
