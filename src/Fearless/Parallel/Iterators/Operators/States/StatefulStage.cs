using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Makes an item of a state and an item.</summary>
internal readonly struct StatefulStage<TState, TIn, TCombiner, TOut>(TState state, TCombiner combiner) : IStage<TIn, TOut>
    where TIn : allows ref struct
    where TCombiner : struct, ICombiner<TState, TIn, TOut>
    where TOut : allows ref struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryApply(TIn input, out TOut output)
    {
        output = combiner.Combine(state, input);
        return true;
    }
}
