namespace Fearless.Sync;

/// <summary>The turns of those who may initialize something once. One who has entered looks whether that was done before: otherwise it is its
/// turn.</summary>
internal sealed class OnceCore(bool isDone) : QueuedSynchronizer(isDone ? Done : Idle)
{
    private const long Idle = 0;
    private const long Taken = 1;
    private const long Done = 2;

    /// <summary>It has been initialized, by the one whose turn it is. Nobody waits from now on.</summary>
    public void Complete() => TryChange(Done);

    /// <summary>It has not: the next may try, if somebody waits.</summary>
    public void GiveUp() => TryChange(Idle);

    protected override bool TryServe(ref long state, long request)
    {
        if (state == Idle)
        {
            state = Taken;
            return true;
        }
        return state == Done;
    }

    protected override bool TryApply(ref long state, long change)
    {
        state = change;
        return true;
    }
}
