using System.Diagnostics.CodeAnalysis;

namespace Fearless.Plumbing;

/// <summary>Projects the items of which a function makes something.</summary>
/// <typeparam name="TIn">The type of the items before.</typeparam>
/// <typeparam name="TOut">The type of the items after.</typeparam>
public readonly struct ChooseStage<TIn, TOut> : IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    private readonly TryFunc<TIn, TOut> _chooser;

    internal ChooseStage(TryFunc<TIn, TOut> chooser) => _chooser = chooser;

    /// <inheritdoc/>
    public bool TryApply(TIn input, [MaybeNullWhen(false)] out TOut output) => _chooser(input, out output);
}
