using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A block whose items go through a stage when they are asked for.</summary>
internal readonly ref struct StagedBlock<TBlock, TIn, TStage, TOut>(TBlock block, TStage stage) : IBlock<TOut>
    where TBlock : IBlock<TIn>, allows ref struct
    where TStage : struct, IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    private readonly TBlock _block = block;
    private readonly TStage _stage = stage;

    public int Length => _block.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(int index, [MaybeNullWhen(false)] out TOut item)
    {
        if (_block.TryGet(index, out TIn? input))
            return _stage.TryApply(input, out item);
        item = default;
        return false;
    }
}
