using System.Diagnostics.CodeAnalysis;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Combines the items with each other. Rayon's <c>reduce_with</c>.</summary>
    /// <remarks>
    /// <paramref name="func"/> must be associative, <c>f(f(a, b), c) = f(a, f(b, c))</c>, because pieces are combined on their own first;
    /// then the result is LINQ's. It need not be commutative: left stays left. With one that is not associative the result depends on how
    /// the work was split.
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="func">Combines two items or results, by several workers at once.</param>
    /// <returns>The combination of all items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="func"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T Aggregate<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, Func<T, T, T> func)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(func);
        if (!TryReduce(source, func, out T? result))
            NoElements.Throw();
        return result;
    }

    /// <summary>Combines the items with each other by a struct, which the JIT inlines.</summary>
    /// <remarks>As <see cref="Aggregate{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, Func{T, T, T})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TFunc">The type of the function.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="func">Combines two items or results, by several workers at once. It must be associative, and not keep state.</param>
    /// <returns>The combination of all items.</returns>
    /// <exception cref="InvalidOperationException">There are no items.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T Aggregate<TSource, T, TKind, TFunc>(this ParallelIterator<TSource, T, TKind> source, TFunc func)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TFunc : struct, IFunc<T, T, T>
    {
        if (!TryReduce(source, func, out T? result))
            NoElements.Throw();
        return result;
    }

    /// <summary>Combines <paramref name="seed"/> and the items with each other. The seed comes in once, on the left, as in LINQ; it need
    /// not be an identity.</summary>
    /// <remarks><paramref name="func"/> must be associative, <c>f(f(a, b), c) = f(a, f(b, c))</c>; then the result is LINQ's.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="seed">What the items are combined with.</param>
    /// <param name="func">Combines two items or results, by several workers at once.</param>
    /// <returns>The combination of the seed and all items; the seed if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="func"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T Aggregate<TSource, T, TKind>(this ParallelIterator<TSource, T, TKind> source, T seed, Func<T, T, T> func)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(func);
        return TryReduce(source, func, out T? result) ? func(seed, result) : seed;
    }

    /// <summary>Combines <paramref name="seed"/> and the items with each other by a struct, which the JIT inlines.</summary>
    /// <remarks>As <see cref="Aggregate{TSource, T, TKind}(ParallelIterator{TSource, T, TKind}, T, Func{T, T, T})"/> otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TFunc">The type of the function.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="seed">What the items are combined with.</param>
    /// <param name="func">Combines two items or results, by several workers at once. It must be associative, and not keep state.</param>
    /// <returns>The combination of the seed and all items; the seed if there are none.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static T Aggregate<TSource, T, TKind, TFunc>(this ParallelIterator<TSource, T, TKind> source, T seed, TFunc func)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TFunc : struct, IFunc<T, T, T> => TryReduce(source, func, out T? result) ? func.Invoke(seed, result) : seed;

    /// <summary>Folds the items of each piece into an accumulator that begins as <paramref name="seed"/>, and combines the accumulators.
    /// Rayon's <c>fold_with</c> and <c>reduce</c>.</summary>
    /// <remarks>
    /// How many pieces there are depends on the workers, so <paramref name="seed"/> must be an identity of <paramref name="combine"/> (zero
    /// for a sum), and must not be changed by <paramref name="fold"/>: for an accumulator that is a mutable object, use the overload that
    /// makes a new one for each piece. <paramref name="combine"/> must be associative, and agree with <paramref name="fold"/>:
    /// <c>combine(a, fold(b, x)) = fold(combine(a, b), x)</c>.
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TAccumulate">The type of the accumulator.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="seed">The accumulator of a piece of which no item was folded yet.</param>
    /// <param name="fold">Folds an item into an accumulator; several workers call it at once, each with its own.</param>
    /// <param name="combine">Combines two accumulators, the left one first.</param>
    /// <returns>The accumulator of all items; the seed if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fold"/> or <paramref name="combine"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static TAccumulate Aggregate<TSource, T, TKind, TAccumulate>(
        this ParallelIterator<TSource, T, TKind> source,
        TAccumulate seed,
        Func<TAccumulate, T, TAccumulate> fold,
        Func<TAccumulate, TAccumulate, TAccumulate> combine)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind => source.Aggregate(() => seed, fold, combine);

    /// <summary>Folds the items of each piece into an accumulator of its own, and combines the accumulators. Rayon's <c>fold</c> and
    /// <c>reduce</c>.</summary>
    /// <remarks>
    /// How many pieces there are depends on the workers, so what <paramref name="seedFactory"/> makes must be an identity of
    /// <paramref name="combine"/> (an empty set for a union). <paramref name="combine"/> must be associative, and agree with
    /// <paramref name="fold"/>: <c>combine(a, fold(b, x)) = fold(combine(a, b), x)</c>. Both may change and return their first argument.
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TAccumulate">The type of the accumulator.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="seedFactory">Makes the accumulator of a piece, by several workers at once.</param>
    /// <param name="fold">Folds an item into an accumulator; several workers call it at once, each with its own.</param>
    /// <param name="combine">Combines two accumulators, the left one first.</param>
    /// <returns>The accumulator of all items; a new one if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="seedFactory"/>, <paramref name="fold"/> or <paramref name="combine"/> is
    /// null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static TAccumulate Aggregate<TSource, T, TKind, TAccumulate>(
        this ParallelIterator<TSource, T, TKind> source,
        Func<TAccumulate> seedFactory,
        Func<TAccumulate, T, TAccumulate> fold,
        Func<TAccumulate, TAccumulate, TAccumulate> combine)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(seedFactory);
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(combine);
        if (typeof(T).IsValueType)
            return source.Drive(new FoldConsumer<T, TAccumulate, DelegateFold<TAccumulate, T>>(seedFactory, new(fold), combine)).GetValue();

        var erased = new DelegateFold<TAccumulate, Reference>(Erasure.Function<Func<TAccumulate, Reference, TAccumulate>>(fold));
        return source.Erase().Drive(new FoldConsumer<Reference, TAccumulate, DelegateFold<TAccumulate, Reference>>(seedFactory, erased, combine)).GetValue();
    }

    /// <summary>Folds the items of each piece into an accumulator of its own by a struct, which the JIT inlines, and combines the
    /// accumulators.</summary>
    /// <remarks>As <see cref="Aggregate{TSource, T, TKind, TAccumulate}(ParallelIterator{TSource, T, TKind}, Func{TAccumulate}, Func{TAccumulate, T, TAccumulate}, Func{TAccumulate, TAccumulate, TAccumulate})"/>
    /// otherwise.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="T">The type of the items; spans, too.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <typeparam name="TAccumulate">The type of the accumulator.</typeparam>
    /// <typeparam name="TFold">The type of the function that folds.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="seedFactory">Makes the accumulator of a piece, by several workers at once: an identity of <paramref name="combine"/>.</param>
    /// <param name="fold">Folds an item into an accumulator; several workers call it at once. It must not keep state.</param>
    /// <param name="combine">Combines two accumulators, the left one first: once for each piece.</param>
    /// <returns>The accumulator of all items; a new one if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="seedFactory"/> or <paramref name="combine"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static TAccumulate Aggregate<TSource, T, TKind, TAccumulate, TFold>(
        this ParallelIterator<TSource, T, TKind> source,
        Func<TAccumulate> seedFactory,
        TFold fold,
        Func<TAccumulate, TAccumulate, TAccumulate> combine)
        where TSource : IParallelSource<T>, allows ref struct
        where T : allows ref struct
        where TKind : struct, IIterationKind
        where TFold : struct, IFunc<TAccumulate, T, TAccumulate>
    {
        ArgumentNullException.ThrowIfNull(seedFactory);
        ArgumentNullException.ThrowIfNull(combine);
        return typeof(T).IsValueType
            ? source.Drive(new FoldConsumer<T, TAccumulate, TFold>(seedFactory, fold, combine)).GetValue()
            : source.Aggregate(seedFactory, new Func<TAccumulate, T, TAccumulate>(fold.Invoke), combine);
    }

    private static bool TryReduce<TSource, T, TKind>(ParallelIterator<TSource, T, TKind> source, Func<T, T, T> func, [MaybeNullWhen(false)] out T result)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (typeof(T).IsValueType)
        {
            ReduceConsumer<T, DelegateFold<T, T>> reduced = source.Drive(new ReduceConsumer<T, DelegateFold<T, T>>(new(func)));
            result = reduced.Value;
            return reduced.HasValue;
        }
        var erasedFunc = new DelegateFold<Reference, Reference>(Erasure.Function<Func<Reference, Reference, Reference>>(func));
        ReduceConsumer<Reference, DelegateFold<Reference, Reference>> erased =
            source.Erase().Drive(new ReduceConsumer<Reference, DelegateFold<Reference, Reference>>(erasedFunc));
        result = Erasure.Item<Reference, T?>(erased.Value);
        return erased.HasValue;
    }

    private static bool TryReduce<TSource, T, TKind, TFunc>(ParallelIterator<TSource, T, TKind> source, TFunc func, [MaybeNullWhen(false)] out T result)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TFunc : struct, IFunc<T, T, T>
    {
        if (!typeof(T).IsValueType)
            return TryReduce(source, new Func<T, T, T>(func.Invoke), out result);
        ReduceConsumer<T, TFunc> reduced = source.Drive(new ReduceConsumer<T, TFunc>(func));
        result = reduced.Value;
        return reduced.HasValue;
    }
}
