using System.Runtime.CompilerServices;
using Fearless.Plumbing;

namespace Fearless.Sorting;

/// <summary>The key as it is, or its erasure.</summary>
internal readonly struct KeyMaker<T, TKey>(Func<T, TKey> keySelector) : IKeyMaker<T, TKey>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TKey Make(T item) => ErasedCall.Invoke(keySelector, item);
}
