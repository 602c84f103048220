namespace Fearless.Plumbing;

/// <summary>The slots of a source behind a gate: spent when that is closed.</summary>
internal sealed class GatedSlots<T>(Gate<T> gate, LiveSlots? slots) : LiveSlots
    where T : allows ref struct
{
    public override void Attend() => slots?.Attend();

    public override bool HasRest(long slot) => !gate.IsClosed && (slots?.HasRest(slot) ?? false);

    public override bool TryDivide(long slot, out long right)
    {
        right = slot;
        return slots?.TryDivide(slot, out right) ?? false;
    }

    public override bool AreSpent(long start, long end) => gate.IsClosed || (slots?.AreSpent(start, end) ?? false);
}
