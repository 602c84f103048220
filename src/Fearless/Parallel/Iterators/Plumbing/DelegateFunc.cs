using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A delegate, perhaps an erased one, in the shape of a function struct.</summary>
/// <typeparam name="T">The type of the argument.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
public readonly struct DelegateFunc<T, TResult> : IFunc<T, TResult>
    where T : allows ref struct
    where TResult : allows ref struct
{
    internal DelegateFunc(Func<T, TResult> function) => Function = function;

    internal Func<T, TResult> Function { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TResult Invoke(T argument) => ErasedCall.Invoke(Function, argument);
}
