namespace Fearless.Tasks;

/// <summary>One direction of a socket or another descriptor: the operation in course, and whoever waits for it. It is used again and again, so
/// that an operation allocates nothing. Its kinds wait by different means. Loop's thread only.</summary>
internal abstract class IoDirection(IoSource source, bool isInput) : ILeaf
{
    private Operation _operation;
    private int _error;

    private enum Operation : byte
    {
        None,

        /// <summary>Receives into the buffer, or sends it.</summary>
        Transfer,

        /// <summary>Waits until something can be done.</summary>
        Wait,
    }

    /// <summary>Whether an operation is in course.</summary>
    public bool IsBusy => _operation != Operation.None;

    protected IoSource Source => source;

    protected EventLoop Loop => source.Loop;

    protected Transport Transport => source.Transport;

    protected bool IsInput => isInput;

    /// <summary>What is to be received into, or what is to be sent.</summary>
    protected Memory<byte> Buffer { get; private set; }

    /// <summary>How many bytes were transferred.</summary>
    protected int Count { get; set; }

    // INVARIANT: null unless an operation is in course and waits.
    protected Work? Waiter { get; set; }

    /// <summary>Whether all that is asked for is that something can be done.</summary>
    protected bool IsWaitOnly => _operation == Operation.Wait;

    TaskActivity ILeaf.Activity => TaskActivity.AwaitingSocket;

    /// <summary>Receives into <paramref name="buffer"/>, or sends what is in it.</summary>
    public void BeginTransfer(Memory<byte> buffer)
    {
        Begin(Operation.Transfer);
        Buffer = buffer;
    }

    /// <summary>Waits for readiness; or for something else, by who calls this and <see cref="End"/>.</summary>
    public void BeginWait() => Begin(Operation.Wait);

    /// <summary>Ends the operation in course, and forgets it.</summary>
    public void End()
    {
        _operation = Operation.None;
        Buffer = default;
        Count = 0;
        _error = Transport.NoError;
    }

    /// <summary>Tries without waiting. False when the caller has to suspend.</summary>
    public bool TryAtOnce()
    {
        // A cancelled task must find out, and one that always finds something ready must let others run.
        if (Loop.Running is { } frame && frame.Task.IsCancelRequested || !Loop.TakeFromBudget())
            return false;
        return TryRun();
    }

    public void Suspend(Frame frame)
    {
        if (frame.TrySuspend(Loop, this))
            SuspendAny(frame);
        else
            End();
    }

    public void SuspendAny(Work waiter)
    {
        if (TryRun())
        {
            Loop.Push(waiter);
            return;
        }
        Waiter = waiter;
        Wait();
    }

    /// <summary>The count of what was transferred, once it was.</summary>
    public int GetResult()
    {
        Loop.ThrowIfUnwinding();
        (int count, int error) = (Count, _error);
        End();
        source.ThrowIfClosed();
        return error == Transport.NoError ? count : throw Transport.FailureOf(error);
    }

    /// <summary>The system tells that something can be done.</summary>
    /// <param name="isLast">Nothing will come that the system would tell of.</param>
    public abstract void BecomeReady(bool isLast);

    /// <summary>Says that there was nothing to do, so that the next wait waits for the system to tell.</summary>
    public abstract void Exhaust();

    /// <summary>Ends the operation in course. After the source was marked as closed.</summary>
    public abstract void Close();

    /// <summary>Lets go of <paramref name="waiter"/>, if it can. False when it has resumed it, or will, or will tell it later
    /// (<see cref="Work.OnReleased"/>).</summary>
    public abstract bool TryRelease(Work waiter);

    bool ILeaf.TryRelease(Frame waiter) => TryRelease(waiter);

    /// <summary>Tries the operation in course. False when it would block.</summary>
    protected abstract bool TryRun();

    /// <summary>Waits from now on for <see cref="Waiter"/>.</summary>
    protected abstract void Wait();

    /// <summary>Goes on with whoever waits.</summary>
    protected void Resume()
    {
        if (Waiter is not { } waiter)
            return;
        Waiter = null;
        Loop.Push(waiter);
    }

    /// <summary>Receives or sends once. False when it would block.</summary>
    protected bool TryTransfer()
    {
        int count = isInput ? Transport.Receive(Buffer.Span, out int error) : Transport.Send(Buffer.Span, out error);
        if (error == Transport.WouldBlock)
            return false;
        (Count, _error) = (count, error);
        return true;
    }

    /// <summary>The operation in course has failed.</summary>
    protected void Fail(int error) => _error = error;

    private void Begin(Operation operation)
    {
        source.ThrowIfUnusable();
        if (_operation != Operation.None)
            throw new InvalidOperationException(
                $"Another task {(isInput ? "receives from" : "sends to")} this {Transport.Owner.Name}: bytes of two would be mixed up. Let one task do "
                + "that, and hand on through a channel.");
        _operation = operation;
    }
}
