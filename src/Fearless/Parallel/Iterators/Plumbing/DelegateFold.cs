using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A delegate, perhaps an erased one, in the shape of a function struct.</summary>
internal readonly struct DelegateFold<TAccumulate, T>(Func<TAccumulate, T, TAccumulate> fold) : IFunc<TAccumulate, T, TAccumulate>
    where T : allows ref struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TAccumulate Invoke(TAccumulate first, T second) => ErasedCall.Invoke(fold, first, second);
}
