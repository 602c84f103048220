namespace Fearless.Pipelines;

/// <summary>An item on its way, with its place in the order in which its source gave it; or the gap that an item left that goes no
/// further.</summary>
internal readonly struct Numbered<T>
{
    // The complement of the number for a gap.
    private readonly long _word;

    public Numbered(long number, T item)
    {
        _word = number;
        Item = item;
    }

    private Numbered(long word)
    {
        _word = word;
        Item = default!;
    }

    public T Item { get; }

    public bool IsGap => _word < 0;

    public long Number => IsGap ? ~_word : _word;

    /// <summary>What was made of this item, which is no gap, in its place.</summary>
    public Numbered<TOut> With<TOut>(TOut item) => new(_word, item);

    public static Numbered<T> Gap(long number) => new(~number);
}
