using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    /// <summary>Makes two arrays of pairs: of their first parts, and of their second ones, in order. The opposite of <c>Zip</c>.</summary>
    /// <remarks>The parts are gathered in buffers of the shared array pool, and copied once.</remarks>
    /// <typeparam name="TSource">The source and the operators so far.</typeparam>
    /// <typeparam name="TFirst">The type of the first parts.</typeparam>
    /// <typeparam name="TSecond">The type of the second parts.</typeparam>
    /// <typeparam name="TKind">Whether the number of items is known.</typeparam>
    /// <param name="source">The iterator.</param>
    /// <returns>Two new arrays of the same length.</returns>
    /// <exception cref="OperationCanceledException">The iterator's token was cancelled before all was done.</exception>
    public static (TFirst[] Firsts, TSecond[] Seconds) Unzip<TSource, TFirst, TSecond, TKind>(
        this ParallelIterator<TSource, (TFirst First, TSecond Second), TKind> source)
        where TSource : IParallelSource<(TFirst First, TSecond Second)>, allows ref struct
        where TKind : struct, IIterationKind
    {
        WorkerPool pool = source.Options.EffectivePool;
        UnzipConsumer<TFirst, TSecond> parts = source.Drive(default(UnzipConsumer<TFirst, TSecond>));
        return (parts.Firsts.MoveToArray<TFirst>(pool), parts.Seconds.MoveToArray<TSecond>(pool));
    }
}
