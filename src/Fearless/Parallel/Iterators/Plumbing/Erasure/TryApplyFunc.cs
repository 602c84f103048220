using System.Diagnostics.CodeAnalysis;

namespace Fearless.Plumbing;

/// <summary><see cref="IStage{TIn, TOut}.TryApply"/> as a delegate.</summary>
internal delegate bool TryApplyFunc<TIn, TOut>(TIn input, [MaybeNullWhen(false)] out TOut output)
    where TIn : allows ref struct
    where TOut : allows ref struct;
