using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Projects each item.</summary>
/// <typeparam name="TFunc">The type of the projection.</typeparam>
/// <typeparam name="TIn">The type of the items before.</typeparam>
/// <typeparam name="TOut">The type of the items after.</typeparam>
public readonly struct SelectStage<TFunc, TIn, TOut> : IStage<TIn, TOut>
    where TFunc : struct, IFunc<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    private readonly TFunc _selector;

    internal SelectStage(TFunc selector) => _selector = selector;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryApply(TIn input, [MaybeNullWhen(false)] out TOut output)
    {
        output = _selector.Invoke(input);
        return true;
    }
}
