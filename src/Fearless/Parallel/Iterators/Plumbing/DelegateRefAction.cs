using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A delegate in the shape of an action struct.</summary>
internal readonly struct DelegateRefAction<T>(RefAction<T> action) : IRefAction<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(ref T item) => action(ref item);
}
