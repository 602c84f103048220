using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Calls <paramref name="action"/> with every item, on several workers at once and in no particular order, and waits until all
    /// are done.</summary>
    /// <remarks>Within a piece the items come in order. See <see cref="ParallelIterator{TSource, T, TKind}"/> for threads, failure and
    /// cost.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="action">Called once for each item.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static void ForEach<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Action<T> action)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(action);
        if (typeof(T).IsValueType)
            source.Drive(new ForEachConsumer<T, DelegateAction<T>>(new(action)));
        else
            source.Erase().Drive(new ForEachConsumer<Reference, DelegateAction<Reference>>(new(Erasure.Function<Action<Reference>>(action))));
    }

    /// <summary>Calls a struct, which the JIT inlines, with every item, on several workers at once and in no particular order, and waits until
    /// all are done.</summary>
    /// <remarks>As <see cref="ForEach{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, Action{T})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TAction">The type of the action.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="action">Called once for each item. It must not keep state, for workers have copies of it.</param>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static void ForEach<TSource, T, TKind, TAction>(this ParallelIterator<TSource, T, TKind> source, TAction action)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TAction : struct, IAction<T>
    {
        if (typeof(T).IsValueType)
            source.Drive(new ForEachConsumer<T, TAction>(action));
        else
            source.ForEach(new Action<T>(action.Invoke));
    }

    /// <summary>Calls <paramref name="action"/> with a reference to every item of an array, a list, memory or a span, so that it can change
    /// it in place; waits until all are done.</summary>
    /// <remarks>
    /// No two calls get the same item, so the action needs no lock to write to it. What was changed before a failure or a cancellation
    /// stays changed. See <see cref="ParallelIterator{TSource, T, TKind}"/> for threads, failure and cost.
    /// </remarks>
    /// <example><code>samples.AsSpan().Par().ForEach(static (ref x) => x *= 2);</code></example>
    /// <typeparam name="TSource">The source, without operators.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="action">Called once for each item, by several workers at once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="ArrayTypeMismatchException">The array is one of a type derived from <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static void ForEach<TSource, T>(this ParallelIterator<TSource, T, Indexed> source, RefAction<T> action)
        where TSource : IMutableSource<T>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(action);
        source.Source.OpenMutable<MutableForEach<T, DelegateRefAction<T>>, bool>(new(new(action), source.Options));
    }

    /// <summary>Calls a struct, which the JIT inlines, with a reference to every item of an array, a list, memory or a span, so that it can
    /// change it in place; waits until all are done.</summary>
    /// <remarks>As <see cref="ForEach{TSource, T}(ParallelIterator{TSource, T, Indexed}, RefAction{T})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source, without operators.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TAction">The type of the action.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="action">Called once for each item, by several workers at once. It must not keep state, for workers have copies of
    /// it.</param>
    /// <exception cref="ArrayTypeMismatchException">The array is one of a type derived from <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static void ForEach<TSource, T, TAction>(this ParallelIterator<TSource, T, Indexed> source, TAction action)
        where TSource : IMutableSource<T>, allows ref struct
        where TAction : struct, IRefAction<T> =>
        source.Source.OpenMutable<MutableForEach<T, TAction>, bool>(new(action, source.Options));
}
