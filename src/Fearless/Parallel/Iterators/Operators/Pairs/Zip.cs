using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Goes over two iterators in lockstep, to the end of the shorter one.</summary>
    /// <remarks>Only for indexed iterators. The options of the first hold for both: pool, token, lengths.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TFirst">The type of its items.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="TSecond">The type of its items.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <returns>An indexed iterator over pairs.</returns>
    public static ParallelIterator<ZipSource<TLeft, TFirst, TRight, TSecond, PairCombiner<TFirst, TSecond>, (TFirst First, TSecond Second)>, (TFirst First, TSecond Second), Indexed> Zip<TLeft, TFirst, TRight, TSecond>(
        this ParallelIterator<TLeft, TFirst, Indexed> source, ParallelIterator<TRight, TSecond, Indexed> second)
        where TLeft : IParallelSource<TFirst>, allows ref struct
        where TRight : IParallelSource<TSecond>, allows ref struct
    {
        return new(new(source.Source, second.Source, default, isExact: false), source.Options);
    }

    /// <summary>Goes over two iterators in lockstep, to the end of the shorter one, and makes one item of two.</summary>
    /// <remarks>Only for indexed iterators. The options of the first hold for both: pool, token, lengths.</remarks>
    /// <example><code>double dot = samples.Par().Zip(numbers.Par(), static (x, y) => x * y).Sum();</code></example>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TFirst">The type of its items.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="TSecond">The type of its items.</typeparam>
    /// <typeparam name="TResult">The type of the items that are made.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <param name="resultSelector">Called once for each pair, by several workers at once.</param>
    /// <returns>An indexed iterator over what it makes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="resultSelector"/> is null.</exception>
    public static ParallelIterator<ZipSource<TLeft, TFirst, TRight, TSecond, DelegateCombiner<TFirst, TSecond, TResult>, TResult>, TResult, Indexed> Zip<TLeft, TFirst, TRight, TSecond, TResult>(
        this ParallelIterator<TLeft, TFirst, Indexed> source, ParallelIterator<TRight, TSecond, Indexed> second, Func<TFirst, TSecond, TResult> resultSelector)
        where TLeft : IParallelSource<TFirst>, allows ref struct
        where TRight : IParallelSource<TSecond>, allows ref struct
        where TFirst : allows ref struct
        where TSecond : allows ref struct
        where TResult : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(resultSelector);
        return new(new(source.Source, second.Source, new(resultSelector), isExact: false), source.Options);
    }

    /// <summary>Goes over three iterators in lockstep, to the end of the shortest one.</summary>
    /// <remarks>Only for indexed iterators. The options of the first hold for all: pool, token, lengths. For more, zip what was zipped:
    /// <c>a.Zip(b).Zip(c.Zip(d), ..)</c>.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TFirst">The type of its items.</typeparam>
    /// <typeparam name="TMiddle">The second source and its operators.</typeparam>
    /// <typeparam name="TSecond">The type of its items.</typeparam>
    /// <typeparam name="TRight">The third source and its operators.</typeparam>
    /// <typeparam name="TThird">The type of its items.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <param name="third">The third iterator.</param>
    /// <returns>An indexed iterator over triples.</returns>
    public static ParallelIterator<ZipSource<ZipSource<TLeft, TFirst, TMiddle, TSecond, PairCombiner<TFirst, TSecond>, (TFirst First, TSecond Second)>, (TFirst First, TSecond Second), TRight, TThird, TripleCombiner<TFirst, TSecond, TThird>, (TFirst First, TSecond Second, TThird Third)>, (TFirst First, TSecond Second, TThird Third), Indexed> Zip<TLeft, TFirst, TMiddle, TSecond, TRight, TThird>(
        this ParallelIterator<TLeft, TFirst, Indexed> source, ParallelIterator<TMiddle, TSecond, Indexed> second, ParallelIterator<TRight, TThird, Indexed> third)
        where TLeft : IParallelSource<TFirst>, allows ref struct
        where TMiddle : IParallelSource<TSecond>, allows ref struct
        where TRight : IParallelSource<TThird>, allows ref struct
    {
        return new(new(source.Zip(second).Source, third.Source, default, isExact: false), source.Options);
    }

    /// <summary>Goes over two iterators of the same length in lockstep. Rayon's <c>zip_eq</c>.</summary>
    /// <remarks>Only for indexed iterators. The options of the first hold for both: pool, token, lengths.</remarks>
    /// <typeparam name="TLeft">The first source and its operators.</typeparam>
    /// <typeparam name="TFirst">The type of its items.</typeparam>
    /// <typeparam name="TRight">The second source and its operators.</typeparam>
    /// <typeparam name="TSecond">The type of its items.</typeparam>
    /// <param name="source">The first iterator, which also says how the whole is to run.</param>
    /// <param name="second">The second iterator.</param>
    /// <returns>An indexed iterator over pairs. Running it throws <see cref="InvalidOperationException"/>, before any operator runs, if the lengths
    /// differ.</returns>
    public static ParallelIterator<ZipSource<TLeft, TFirst, TRight, TSecond, PairCombiner<TFirst, TSecond>, (TFirst First, TSecond Second)>, (TFirst First, TSecond Second), Indexed> ZipExact<TLeft, TFirst, TRight, TSecond>(
        this ParallelIterator<TLeft, TFirst, Indexed> source, ParallelIterator<TRight, TSecond, Indexed> second)
        where TLeft : IParallelSource<TFirst>, allows ref struct
        where TRight : IParallelSource<TSecond>, allows ref struct
    {
        return new(new(source.Source, second.Source, default, isExact: true), source.Options);
    }
}
