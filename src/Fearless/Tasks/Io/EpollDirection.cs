namespace Fearless.Tasks;

/// <summary>A direction whose loop learns from epoll that something can be done, and then does it.</summary>
/// <remarks>
/// Descriptors are watched edge-triggered: the system tells each time that they become ready, and not that they still are. So
/// <see cref="_isReady"/> stays true until an attempt finds nothing to do.
/// </remarks>
internal sealed class EpollDirection(IoSource source, bool isInput) : IoDirection(source, isInput)
{
    private readonly bool _isStream = source.Transport.IsStream;

    private bool _isReady = true;

    // Nothing will come that the system would tell of.
    private bool _isLast;

    public override void Exhaust() => _isReady = false;

    public override void BecomeReady(bool isLast)
    {
        _isReady = true;
        _isLast |= isLast;
        if (Waiter is not null && TryRun())
            Resume();
    }

    public override void Close() => Resume();

    public override bool TryRelease(Work waiter)
    {
        // Without a waiter it is done, and has its result.
        if (Waiter != waiter)
            return false;
        Waiter = null;
        End();
        return true;
    }

    protected override bool TryRun()
    {
        if (!_isReady)
            return false;
        if (IsWaitOnly)
            return true;
        if (!TryTransfer())
        {
            _isReady = false;
            return false;
        }
        // A stream that gave less than it was asked for has no more: the attempt that finds nothing is spared. But of an end that came
        // with the bytes the system has told already.
        if (IsInput && _isStream && Count < Buffer.Length && !_isLast)
            _isReady = false;
        return true;
    }

    protected override void Wait()
    {
        // The reactor calls.
    }
}
