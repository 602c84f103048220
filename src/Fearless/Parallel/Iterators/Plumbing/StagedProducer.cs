namespace Fearless.Plumbing;

/// <summary>A producer followed by a stage: wraps the folder, which wraps the block, which the JIT fuses with the loop at the end.</summary>
internal readonly struct StagedProducer<TProducer, TIn, TStage, TOut>(TProducer producer, TStage stage) : IProducer<TOut>
    where TProducer : struct, IProducer<TIn>
    where TStage : struct, IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    public long Length => producer.Length;

    public TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<TOut>, allows ref struct =>
        producer.Fold(start, count, new StagedFolder<TFolder, TIn, TStage, TOut>(folder, stage)).Inner;
}
