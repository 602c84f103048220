using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

internal readonly struct RangeBlock<T>(T first, int length) : IBlock<T>
    where T : struct, IBinaryInteger<T>
{
    public int Length => length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int index, out T item)
    {
        item = first + T.CreateTruncating(index);
        return true;
    }
}
