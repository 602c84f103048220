using Fearless.Plumbing;

namespace Fearless;

/// <summary>Writes in the place of each item what it and those before it combine to, as far as the piece reaches.</summary>
internal struct ScanConsumer<T>(T[] results, Func<T, T, T> func, int start) : IConsumer<ScanConsumer<T>, T>
{
    private readonly T[] _results = results;
    private readonly Func<T, T, T> _func = func;
    private readonly int _start = start;

    // INVARIANT: the slot of the next item, because an indexed producer gives one item a slot, in order.
    private int _next = start;

    // Those of this piece and of what it was combined with; null while it is one.
    private List<int>? _starts;

    /// <summary>Where the pieces begin that were scanned on their own, from left to right.</summary>
    public readonly List<int> Starts => _starts ?? (_next == _start ? [] : [_start]);

    /// <summary>How many items were scanned.</summary>
    public long Count { get; private set; }

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        SlotCount.ThrowIfBeyond(_results.Length, _next, block.Length);
        Span<T> places = _results.AsSpan(_next, block.Length);
        for (int index = 0; index < places.Length; index++)
        {
            if (!block.TryGet(index, out T? item))
                SlotCount.ThrowIsMissing();
            int place = _next + index;
            places[index] = place == _start ? item! : _func(_results[place - 1], item!);
        }
        _next += places.Length;
        Count += places.Length;
    }

    public readonly ScanConsumer<T> Split(long leftSlots) => new(_results, _func, (int)(_next + leftSlots));

    public void Combine(ScanConsumer<T> right)
    {
        List<int> starts = Starts;
        starts.AddRange(right.Starts);
        _starts = starts;
        Count += right.Count;
    }
}
