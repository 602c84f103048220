using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>The key as a number.</summary>
internal readonly struct RadixKeyMaker<T, TKey>(Func<T, TKey> keySelector) : IKeyMaker<T, ulong>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Make(T item) => RadixKey.Of(ErasedCall.Invoke(keySelector, item));
}
