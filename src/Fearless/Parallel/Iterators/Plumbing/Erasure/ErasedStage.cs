using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A stage that says nothing in its type of the classes of its items, nor of what it does, because that is in a delegate.</summary>
/// <remarks>One type for all stages, because a type for each would multiply the pipelines that are compiled ahead of time.</remarks>
internal readonly struct ErasedStage<TIn, TOut> : IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    // INVARIANT: exactly one of the three is there.
    private readonly Func<TIn, TOut>? _selector;
    private readonly Func<TIn, bool>? _predicate;
    private readonly TryApplyFunc<TIn, TOut>? _any;

    private ErasedStage(Func<TIn, TOut>? selector = null, Func<TIn, bool>? predicate = null, TryApplyFunc<TIn, TOut>? any = null)
    {
        _selector = selector;
        _predicate = predicate;
        _any = any;
    }

    /// <summary>Erases a stage. Of one that is neither a delegate to select with nor one to filter with, a copy is put on the heap.</summary>
    public static ErasedStage<TIn, TOut> Of<TStage, TPlainIn, TPlainOut>(TStage stage)
        where TStage : struct, IStage<TPlainIn, TPlainOut>
        where TPlainIn : allows ref struct
        where TPlainOut : allows ref struct
    {
        // SAFETY: each branch reads the stage as what it is.
        if (typeof(TStage) == typeof(SelectStage<DelegateFunc<TPlainIn, TPlainOut>, TPlainIn, TPlainOut>))
        {
            Func<TPlainIn, TPlainOut> selector = Unsafe.As<TStage, SelectStage<DelegateFunc<TPlainIn, TPlainOut>, TPlainIn, TPlainOut>>(ref stage).Selector.Function;
            return new(selector: Erasure.Function<Func<TIn, TOut>>(selector));
        }
        if (typeof(TStage) == typeof(WhereStage<DelegateFunc<TPlainIn, bool>, TPlainIn>))
        {
            Func<TPlainIn, bool> predicate = Unsafe.As<TStage, WhereStage<DelegateFunc<TPlainIn, bool>, TPlainIn>>(ref stage).Predicate.Function;
            return new(predicate: Erasure.Function<Func<TIn, bool>>(predicate));
        }
        return new(any: Erasure.Function<TryApplyFunc<TIn, TOut>>(new TryApplyFunc<TPlainIn, TPlainOut>(stage.TryApply)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryApply(TIn input, [MaybeNullWhen(false)] out TOut output)
    {
        if (_selector is { } selector)
        {
            output = ErasedCall.Invoke(selector, input);
            return true;
        }
        // A filter's items are the same before and after; so the JIT drops this where they are not.
        if (typeof(TIn) == typeof(TOut) && _predicate is { } predicate)
        {
            output = Erasure.Item<TIn, TOut>(input);
            return ErasedCall.Invoke(predicate, input);
        }
        return ErasedCall.TryInvoke(_any!, input, out output);
    }
}
