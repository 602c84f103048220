using Fearless.Plumbing;

namespace Fearless;

/// <summary>Drives the slots of memory as spans of one slot after another, so that an action changes the items in place.</summary>
internal readonly struct MutableForEach<T, TAction>(TAction action, IterationOptions options) : IMutableCallback<T, bool>
    where TAction : struct, IRefAction<T>
{
    public bool Run<TProducer>(TProducer producer)
        where TProducer : struct, IMutableProducer<T>
    {
        Driver.Run<Slots<TProducer>, Span<T>, Consumer>(new(producer), options, new(action));
        return true;
    }

    // Each item is the span of its block: a span of one slot would be made and taken apart again for nothing.
    private readonly struct Slots<TProducer>(TProducer producer) : IProducer<Span<T>>
        where TProducer : struct, IMutableProducer<T>
    {
        public long Length => producer.Length;

        public TFolder Fold<TFolder>(long start, int count, TFolder folder)
            where TFolder : IFolder<Span<T>>, allows ref struct
        {
            folder.Fold(new WholeBlock(producer.GetSpan(start, count)));
            return folder;
        }
    }

    private readonly ref struct WholeBlock(Span<T> items) : IBlock<Span<T>>
    {
        private readonly Span<T> _items = items;

        public int Length => 1;

        public bool TryGet(int index, out Span<T> item)
        {
            item = _items;
            return true;
        }
    }

    private readonly struct Consumer(TAction action) : IConsumer<Consumer, Span<T>>
    {
        private readonly TAction _action = action;

        public bool IsFull => false;

        public void Fold<TBlock>(TBlock block)
            where TBlock : IBlock<Span<T>>, allows ref struct
        {
            TAction action = _action;
            if (!block.TryGet(0, out Span<T> items))
                return;
            foreach (ref T item in items)
                action.Invoke(ref item);
        }

        public Consumer Split(long leftSlots) => this;

        public void Combine(Consumer right)
        {
        }
    }
}
