using System.Numerics;

namespace Fearless.Testing;

/// <summary>Does what a schedule says, and when it ends, lets each thread go on as far as it can.</summary>
internal sealed class Replaying(Schedule schedule) : Strategy
{
    public override void Begin(Execution execution)
    {
    }

    public override int ChooseThread(Execution execution, uint enabled, int current)
    {
        int step = execution.EventCount;
        if (step < schedule.Steps.Length)
        {
            int thread = schedule.Steps[step].Thread;
            if ((enabled & (1u << thread)) == 0)
                execution.Fail(ModelFailure.Nondeterminism());
            return thread;
        }
        if ((enabled & ~execution.Timed) != 0)
            enabled &= ~execution.Timed;
        return (enabled & (1u << current)) != 0 ? current : BitOperations.TrailingZeroCount(enabled);
    }

    public override int ChooseOption(Execution execution, int options)
    {
        int step = execution.EventCount;
        return step < schedule.Steps.Length ? Math.Min(schedule.Steps[step].Option, options - 1) : 0;
    }

    public override bool Advance(Execution execution) => false;
}
