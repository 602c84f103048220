using Fearless.Atomics;

namespace Fearless.Plumbing;

/// <summary>Live slots that each hold a part of the work, which parts split off as they are worked on.</summary>
/// <remarks>Whoever has the number of a slot has it from the fork that made the slot, and so sees a table with the part in it.</remarks>
internal abstract class LiveParts<TPart>(TPart root) : LiveSlots
    where TPart : class
{
    private readonly Lock _gate = new();
    // Read relaxed: what is read through a reference is no older than its release.
    private AtomicRef<TPart[]> _parts = new([root]);
    private int _count = 1;

    protected TPart this[long slot] => _parts.ReadRelaxed()![slot];

    /// <summary>Gives a part a slot. Any thread.</summary>
    protected long Add(TPart part)
    {
        lock (_gate)
        {
            TPart[] parts = _parts.ReadRelaxed()!;
            if (_count == parts.Length)
                Array.Resize(ref parts, 2 * _count);
            parts[_count] = part;
            _parts.Write(parts);
            return _count++;
        }
    }
}
