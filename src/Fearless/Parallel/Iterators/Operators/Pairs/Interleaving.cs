namespace Fearless.Plumbing;

/// <summary>Which slots of two sources the slots of their interleaving are: one of each in turn, and then what is left of the longer
/// one.</summary>
internal readonly struct Interleaving
{
    private readonly long _shorter;

    /// <exception cref="OverflowException">There are more than <see cref="long.MaxValue"/> slots.</exception>
    public Interleaving(long left, long right, InterleaveRest rest)
    {
        switch (rest)
        {
            case InterleaveRest.Drop:
                (left, right) = left <= right ? (left, left) : (right + 1, right);
                break;
            case InterleaveRest.Between:
                right = Math.Min(right, Math.Max(left - 1, 0));
                break;
        }
        Length = checked(left + right);
        _shorter = Math.Min(left, right);
        IsLeftLonger = left > right;
    }

    public long Length { get; }

    public bool IsLeftLonger { get; }

    /// <summary>The slots of both sources that some slots of the interleaving are.</summary>
    public (SlotRange Left, SlotRange Right) Locate(long start, int count)
    {
        long left = LeftBefore(start);
        int fromLeft = (int)(LeftBefore(start + count) - left);
        return (new(left, fromLeft), new(start - left, count - fromLeft));
    }

    /// <summary>How many of <paramref name="count"/> slots are of both sources in turn.</summary>
    public int CountInTurn(long start, int count) => (int)Math.Clamp((2 * _shorter) - start, 0, count);

    private long LeftBefore(long slot)
    {
        if (slot <= 2 * _shorter)
            return slot - (slot / 2);
        return IsLeftLonger ? slot - _shorter : _shorter;
    }
}
