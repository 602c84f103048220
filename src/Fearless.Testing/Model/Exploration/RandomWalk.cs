using System.Numerics;

namespace Fearless.Testing;

/// <summary>Chooses by chance.</summary>
internal sealed class RandomWalk(ulong seed) : Strategy
{
    private readonly SplitMix _random = new(seed);

    public override void Begin(Execution execution)
    {
    }

    public override int ChooseThread(Execution execution, uint enabled, int current)
    {
        // A time that is over now and then only: otherwise every wait with one ends so.
        uint others = enabled & ~execution.Timed;
        if (others != 0 && _random.Below(16) != 0)
            enabled = others;
        for (int skip = _random.Below(BitOperations.PopCount(enabled)); skip > 0; skip--)
            enabled &= enabled - 1;
        return BitOperations.TrailingZeroCount(enabled);
    }

    public override int ChooseOption(Execution execution, int options) => _random.Below(2) == 0 ? 0 : _random.Below(options);

    public override bool Advance(Execution execution) => true;
}
