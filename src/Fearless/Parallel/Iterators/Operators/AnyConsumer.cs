using Fearless.Atomics;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Full as soon as any part has met an item.</summary>
internal readonly struct AnyConsumer<T>(AnyConsumer<T>.Flag flag) : IConsumer<AnyConsumer<T>, T>
    where T : allows ref struct
{
    private readonly Flag _flag = flag;

    public bool IsFull => _flag.Found.ReadRelaxed();

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out _))
            {
                _flag.Found.WriteRelaxed(true);
                return;
            }
        }
    }

    public AnyConsumer<T> Split(long leftSlots) => this;

    public void Combine(AnyConsumer<T> right)
    {
    }

    /// <summary>Shared by all parts.</summary>
    internal sealed class Flag
    {
        // Relaxed: it publishes nothing.
        public AtomicBool Found;
    }
}
