using System.Numerics;

namespace Fearless.Plumbing;

internal readonly struct RangeProducer<T>(T first, long count) : IProducer<T>
    where T : struct, IBinaryInteger<T>
{
    public long Length => count;

    // Its first number may be of a type of the user's.
    static bool IProducer<T>.RunsForeignCode => !typeof(T).IsPrimitive;

    public TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<T>, allows ref struct
    {
        folder.Fold(new RangeBlock<T>(first + T.CreateTruncating(start), count));
        return folder;
    }
}
