namespace Fearless.Plumbing;

/// <summary>The live slots of one source after those of another.</summary>
/// <remarks>Slots that come up while the sources run have numbers from the sum of both lengths on: the even ones are the left source's, the odd ones
/// the right source's.</remarks>
internal sealed class ConcatSlots : LiveSlots
{
    private readonly LiveSlots? _left;
    private readonly LiveSlots? _right;
    private readonly long _leftLength;
    private readonly long _rightLength;

    private ConcatSlots(LiveSlots? left, long leftLength, LiveSlots? right, long rightLength)
    {
        _left = left;
        _leftLength = leftLength;
        _right = right;
        _rightLength = rightLength;
    }

    private long Length => _leftLength + _rightLength;

    /// <summary>Null if neither source has any.</summary>
    public static ConcatSlots? Of(LiveSlots? left, long leftLength, LiveSlots? right, long rightLength) =>
        left is null && right is null ? null : new(left, leftLength, right, rightLength);

    /// <summary>Which source a slot is of, and its number there.</summary>
    public (bool IsLeft, long Slot) Locate(long slot)
    {
        if (slot < _leftLength)
            return (true, slot);
        long later = slot - Length;
        if (later < 0)
            return (false, slot - _leftLength);
        return later % 2 == 0 ? (true, _leftLength + (later / 2)) : (false, _rightLength + (later / 2));
    }

    public override void Attend()
    {
        _left?.Attend();
        _right?.Attend();
    }

    public override bool HasRest(long slot)
    {
        (bool isLeft, long inner) = Locate(slot);
        return (isLeft ? _left : _right)?.HasRest(inner) ?? false;
    }

    public override bool TryDivide(long slot, out long right)
    {
        (bool isLeft, long inner) = Locate(slot);
        right = slot;
        if ((isLeft ? _left : _right) is not { } slots || !slots.TryDivide(inner, out long later))
            return false;
        right = isLeft ? Length + (2 * (later - _leftLength)) : Length + (2 * (later - _rightLength)) + 1;
        return true;
    }

    public override bool AreSpent(long start, long end)
    {
        if (start >= Length)
        {
            (bool isLeft, long slot) = Locate(start);
            return (isLeft ? _left : _right)?.AreSpent(slot, slot + 1) ?? false;
        }
        return (start >= _leftLength || (_left?.AreSpent(start, Math.Min(end, _leftLength)) ?? false))
            && (end <= _leftLength || (_right?.AreSpent(Math.Max(start - _leftLength, 0), end - _leftLength) ?? false));
    }
}
