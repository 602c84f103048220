using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes two arrays of pairs: of their first parts, and of their second ones, in order. The opposite of <c>Zip</c>.</summary>
    /// <remarks>Those of an indexed iterator are written in place; of another they are gathered in buffers of the shared array pool, and
    /// copied once.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TFirst">The type of the first parts.</typeparam>
    /// <typeparam name="TSecond">The type of the second parts.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>Two new arrays of the same length.</returns>
    /// <exception cref="InvalidOperationException">There are more pairs than an array can hold.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static (TFirst[] Firsts, TSecond[] Seconds) Unzip<TSource, TFirst, TSecond, TKind>(
        this ParallelIterator<TSource, (TFirst First, TSecond Second), TKind> source)
        where TSource : IParallelSource<(TFirst First, TSecond Second)>, allows ref struct
        where TKind : struct, IIterationKind
    {
        if (typeof(TKind) == typeof(Indexed))
            return source.Source.Open<UnzipToArraysCallback<TFirst, TSecond>, (TFirst[], TSecond[])>(new(source.Options));

        WorkerPool pool = source.Options.EffectivePool;
        UnzipConsumer<TFirst, TSecond> parts = source.Drive(default(UnzipConsumer<TFirst, TSecond>));
        return (parts.Firsts.MoveToArray<TFirst>(pool), parts.Seconds.MoveToArray<TSecond>(pool));
    }

    /// <summary>Appends the first parts of pairs to one list, and the second ones to another, in order. Behind <c>Clear</c>, which keeps the
    /// lists' buffers, Rayon's <c>unzip_into_vecs</c>.</summary>
    /// <remarks>
    /// Those of an indexed iterator are written in place, and nothing is allocated if the lists' capacities suffice. If anything is thrown,
    /// the lists hold what they held. Nobody may use them until this returns: if anyone does, the run throws
    /// <see cref="InvalidOperationException"/>.
    /// </remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TFirst">The type of the first parts.</typeparam>
    /// <typeparam name="TSecond">The type of the second parts.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <param name="firsts">The list for the first parts.</param>
    /// <param name="seconds">The list for the second parts, another one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="firsts"/> or <paramref name="seconds"/> is null.</exception>
    /// <exception cref="ArgumentException">Both lists are the same.</exception>
    /// <exception cref="InvalidOperationException">There are more items than a list can hold, or a list was changed meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static void Unzip<TSource, TFirst, TSecond, TKind>(
        this ParallelIterator<TSource, (TFirst First, TSecond Second), TKind> source, List<TFirst> firsts, List<TSecond> seconds)
        where TSource : IParallelSource<(TFirst First, TSecond Second)>, allows ref struct
        where TKind : struct, IIterationKind
    {
        ArgumentNullException.ThrowIfNull(firsts);
        ArgumentNullException.ThrowIfNull(seconds);
        if (ReferenceEquals(firsts, seconds))
            throw new ArgumentException("Both parts would go into the same list. Pass two lists, or use SelectMany for one.", nameof(seconds));
        if (typeof(TKind) == typeof(Indexed))
        {
            source.Source.Open<UnzipToListsCallback<TFirst, TSecond>, Unit>(new(firsts, seconds, source.Options));
            return;
        }
        UnzipConsumer<TFirst, TSecond> parts = source.Drive(default(UnzipConsumer<TFirst, TSecond>));
        UnzipLists.Fill(firsts, seconds, parts.Firsts.Count, (parts, source.Options.EffectivePool), static (gathered, firstPlaces, secondPlaces) =>
        {
            gathered.parts.Firsts.MoveTo(firstPlaces, gathered.EffectivePool);
            gathered.parts.Seconds.MoveTo(secondPlaces, gathered.EffectivePool);
        });
    }
}
