using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    private static T? ExtremumBy<TSource, T, TKind, TKey, TOrder>(ParallelIterator<TSource, T, TKind> source, Func<T, TKey> keySelector, IComparer<TKey>? comparer)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TOrder : struct, IExtremumOrder
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        comparer ??= Comparer<TKey>.Default;
        if (typeof(T).IsValueType)
        {
            KeyExtremumConsumer<T, TKey, TOrder> found = source.Drive(new KeyExtremumConsumer<T, TKey, TOrder>(keySelector, comparer));
            if (!found.HasValue && default(T) is not null)
                NoElements.Throw();
            return found.Best;
        }
        var erased = Erasure.Function<Func<Reference, TKey>>(keySelector);
        return Erasure.Item<Reference, T?>(source.Erase().Drive(new KeyExtremumConsumer<Reference, TKey, TOrder>(erased, comparer)).Best);
    }
}
