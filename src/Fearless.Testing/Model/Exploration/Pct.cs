using System.Numerics;

namespace Fearless.Testing;

/// <summary>Runs the thread of the highest priority; priorities are random, and at a few random steps the running thread gets the lowest.</summary>
// SOURCE: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A randomized scheduler with probabilistic guarantees of finding bugs", ASPLOS 2010.
internal sealed class Pct(ulong seed, int depth) : Strategy
{
    private readonly SplitMix _random = new(seed);
    private readonly int[] _priorities = new int[Clock.Threads];
    private readonly int[] _changes = new int[depth - 1];

    // How long executions are, which the steps of change are drawn from: the longest so far.
    private int _length = 16;

    public override void Begin(Execution execution)
    {
        for (int thread = 0; thread < Clock.Threads; thread++)
            _priorities[thread] = depth + thread;
        _random.Shuffle(_priorities);
        for (int change = 0; change < _changes.Length; change++)
            _changes[change] = _random.Below(_length);
    }

    public override int ChooseThread(Execution execution, uint enabled, int current)
    {
        uint others = enabled & ~execution.Timed;
        if (others != 0 && _random.Below(16) != 0)
            enabled = others;
        int change = Array.IndexOf(_changes, execution.EventCount);
        if (change >= 0)
            _priorities[current] = change;
        int best = BitOperations.TrailingZeroCount(enabled);
        for (enabled &= enabled - 1; enabled != 0; enabled &= enabled - 1)
        {
            int thread = BitOperations.TrailingZeroCount(enabled);
            if (_priorities[thread] > _priorities[best])
                best = thread;
        }
        return best;
    }

    public override int ChooseOption(Execution execution, int options) => _random.Below(2) == 0 ? 0 : _random.Below(options);

    public override bool Advance(Execution execution)
    {
        _length = Math.Max(_length, execution.EventCount);
        return true;
    }
}
