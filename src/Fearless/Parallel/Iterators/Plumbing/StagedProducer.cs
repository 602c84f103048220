using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>A producer followed by a stage: wraps the folder, which wraps the block, which the JIT fuses with the loop at the end.</summary>
internal readonly struct StagedProducer<TProducer, TIn, TStage, TOut>(TProducer producer, TStage stage) : IProducer<TOut>
    where TProducer : struct, IProducer<TIn>
    where TStage : struct, IStage<TIn, TOut>
    where TIn : allows ref struct
    where TOut : allows ref struct
{
    private readonly TProducer _producer = producer;

    public long Length => _producer.Length;

    public TFolder Fold<TFolder>(long start, int count, TFolder folder)
        where TFolder : IFolder<TOut>, allows ref struct =>
        _producer.Fold(start, count, new StagedFolder<TFolder, TIn, TStage, TOut>(folder, stage)).Inner;

    // SAFETY: callers pass the type on which they call this, which is this type.
    static LiveSlots? IProducer<TOut>.GetLiveSlots<TSelf>(TSelf self) =>
        TProducer.GetLiveSlots(Unsafe.As<TSelf, StagedProducer<TProducer, TIn, TStage, TOut>>(ref self)._producer);
}
