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
    internal SelectStage(TFunc selector) => Selector = selector;

    internal TFunc Selector { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryApply(TIn input, [MaybeNullWhen(false)] out TOut output)
    {
        output = Selector.Invoke(input);
        return true;
    }
}
