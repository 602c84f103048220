using System.Diagnostics.CodeAnalysis;
using Fearless.Plumbing;

namespace Fearless;

public static partial class ParallelIterator
{
    // What searches for the first, the last and any item have in common.
    private static bool Search<TSource, T, TKind, TEnd>(ParallelIterator<TSource, T, TKind> source, [MaybeNullWhen(false)] out T item)
        where TSource : IParallelSource<T>, allows ref struct
        where TKind : struct, IIterationKind
        where TEnd : struct, ISearchEnd
    {
        if (typeof(T).IsValueType)
        {
            SearchConsumer<T, TEnd> found = source.Drive(new SearchConsumer<T, TEnd>(new(), 0));
            item = found.Value;
            return found.HasValue;
        }
        SearchConsumer<Reference, TEnd> erased = source.Erase().Drive(new SearchConsumer<Reference, TEnd>(new(), 0));
        item = Erasure.Item<Reference, T?>(erased.Value);
        return erased.HasValue;
    }
}
