using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A delegate, perhaps an erased one, in the shape of an action struct.</summary>
internal readonly struct DelegateAction<T>(Action<T> action) : IAction<T>
    where T : allows ref struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(T argument) => ErasedCall.Invoke(action, argument);
}
