namespace Fearless.Plumbing;

/// <summary>Puts a stage before a folder.</summary>
internal ref struct StagedFolder<TFolder, TIn, TStage, TOut>(TFolder inner, TStage stage) : IFolder<TIn>
    where TFolder : IFolder<TOut>, allows ref struct
    where TStage : struct, IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    public TFolder Inner = inner;

    public readonly bool IsFull => Inner.IsFull;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<TIn>, allows ref struct =>
        Inner.Fold(new StagedBlock<TBlock, TIn, TStage, TOut>(block, stage));
}
