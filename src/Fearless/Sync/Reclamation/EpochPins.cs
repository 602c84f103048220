using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The guards of an <see cref="Epoch"/>: places that hold the epoch at which a guard stands. There are as many as guards were ever held
/// at once; they are used over and over.</summary>
internal sealed class EpochPins
{
    /// <summary>What is in a place without a guard.</summary>
    public const long Free = 0;

    private const int Length = ModelBuild.IsActive ? 1 : 16;

    private readonly CachePadded<AtomicLong>[] _places = new CachePadded<AtomicLong>[Length];
    private AtomicRef<EpochPins> _more;

    /// <summary>How many guards there are.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (EpochPins? pins = this; pins is not null; pins = pins._more.ReadRelaxed())
            {
                // ORDERING: acquire, as in AllAt.
                foreach (ref CachePadded<AtomicLong> place in pins._places.AsSpan())
                    count += place.Value.Read() == Free ? 0 : 1;
            }
            return count;
        }
    }

    /// <summary>Adds a guard at <paramref name="epoch"/> and returns its place.</summary>
    public ref AtomicLong Add(long epoch)
    {
        int start = ThreadIndex.Current;
        EpochPins pins = this;
        while (true)
        {
            for (int step = 0; step < Length; step++)
            {
                ref AtomicLong place = ref pins._places[(start + step) & (Length - 1)].Value;
                // ORDERING: full fence between the guard and what its thread reads under it. Pairs with the fence in Epoch.Advance.
                if (place.ReadRelaxed() == Free && place.CompareAndSet(Free, Mark(epoch)))
                    return ref place;
            }
            pins = pins._more.ReadRelaxed() ?? pins.Append();
        }
    }

    /// <summary>Whether every guard stands at <paramref name="epoch"/>.</summary>
    public bool AllAt(long epoch)
    {
        for (EpochPins? pins = this; pins is not null; pins = pins._more.ReadRelaxed())
        {
            foreach (ref CachePadded<AtomicLong> place in pins._places.AsSpan())
            {
                // ORDERING: acquire, pairs with the release of a guard that was disposed.
                if (place.Value.Read() is var mark && mark != Free && mark != Mark(epoch))
                    return false;
            }
        }
        return true;
    }

    // Never zero.
    private static long Mark(long epoch) => epoch + 1;

    private EpochPins Append()
    {
        var pins = new EpochPins();
        return _more.CompareExchange(null, pins) ?? pins;
    }
}
