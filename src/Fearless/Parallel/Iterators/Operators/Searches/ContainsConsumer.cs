using Fearless.Atomics;
using Fearless.Plumbing;

namespace Fearless;

/// <summary>Full as soon as any part has met a value. Vectorised where the items lie side by side in memory and are compared by
/// default.</summary>
internal readonly struct ContainsConsumer<T>(ContainsConsumer<T>.Search search) : IConsumer<ContainsConsumer<T>, T>
{
    private readonly Search _search = search;

    public bool IsFull => _search.IsFound.ReadRelaxed();

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        if (Meets(ref block))
            _search.IsFound.WriteRelaxed(true);
    }

    public ContainsConsumer<T> Split(long leftSlots) => this;

    public void Combine(ContainsConsumer<T> right)
    {
    }

    private bool Meets<TBlock>(ref TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        T value = _search.Value;
        IEqualityComparer<T>? comparer = _search.Comparer;
        if (comparer is null && SpanBlock.TryGetSpan(ref block, out ReadOnlySpan<T> items))
            return items.Contains(value, null);
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item)
                && (comparer is null ? EqualityComparer<T>.Default.Equals(item, value) : comparer.Equals(item, value)))
                return true;
        }
        return false;
    }

    /// <summary>What all parts look for.</summary>
    internal sealed class Search(T value, IEqualityComparer<T>? comparer)
    {
        public readonly T Value = value;
        public readonly IEqualityComparer<T>? Comparer = comparer;

        // Relaxed: it publishes nothing.
        public AtomicBool IsFound;
    }
}
