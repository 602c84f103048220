using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>One direction of a socket: the operation in course, and whoever waits for it. It is used again and again, so that an operation
/// allocates nothing.</summary>
/// <remarks>
/// Descriptors are watched edge-triggered: the system tells each time that they become ready, and not that they still are. So
/// <see cref="_isReady"/> stays true until an attempt finds nothing to do.
/// </remarks>
internal sealed class IoDirection(IoSource source, Socket socket, bool isInput) : ILeaf
{
    private readonly bool _isStream = socket.SocketType == SocketType.Stream;

    private bool _isReady = true;

    // Nothing will come that the system would tell of.
    private bool _isLast;

    private Work? _waiter;
    private Operation _operation;
    private Memory<byte> _buffer;
    private int _count;
    private SocketError _error;

    private enum Operation
    {
        None,

        /// <summary>Receives into the buffer, or sends it.</summary>
        Transfer,

        /// <summary>Waits until something can be done.</summary>
        Wait,
    }

    TaskActivity ILeaf.Activity => TaskActivity.AwaitingSocket;

    private EventLoop Loop => source.Loop;

    /// <summary>Receives into <paramref name="buffer"/>, or sends what is in it.</summary>
    public void BeginTransfer(Memory<byte> buffer)
    {
        Begin(Operation.Transfer);
        _buffer = buffer;
    }

    /// <summary>Waits for readiness.</summary>
    public void BeginWait() => Begin(Operation.Wait);

    /// <summary>Says that there was nothing to do, so that the next wait waits for the system to tell.</summary>
    public void Exhaust() => _isReady = false;

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
            Loop.Push(waiter);
        else
            _waiter = waiter;
    }

    /// <summary>The count of what was transferred, once it was.</summary>
    public int GetResult()
    {
        Loop.ThrowIfUnwinding();
        (int count, SocketError error) = (_count, _error);
        End();
        ObjectDisposedException.ThrowIf(source.IsClosed, typeof(AsyncSocket));
        return error == SocketError.Success ? count : throw new SocketException((int)error);
    }

    /// <summary>The system tells that something can be done.</summary>
    public void BecomeReady(bool isLast)
    {
        _isReady = true;
        _isLast |= isLast;
        if (_waiter is { } waiter && TryRun())
        {
            _waiter = null;
            Loop.Push(waiter);
        }
    }

    /// <summary>Ends the operation in course.</summary>
    public void Close()
    {
        if (_waiter is not { } waiter)
            return;
        _waiter = null;
        Loop.Push(waiter);
    }

    bool ILeaf.TryRelease(Frame waiter)
    {
        // Without a waiter it is done, and has its result.
        if (_waiter != waiter)
            return false;
        _waiter = null;
        End();
        return true;
    }

    private void Begin(Operation operation)
    {
        if (EventLoop.Current != Loop)
            throw new InvalidOperationException(
                "A socket belongs to the thread of the executor that it was made in, and this is another one, or that has ended. Make it there.");
        ObjectDisposedException.ThrowIf(source.IsClosed, typeof(AsyncSocket));
        if (_operation != Operation.None)
            throw new InvalidOperationException(
                $"Another task {(isInput ? "receives from" : "sends to")} this socket: bytes of two would be mixed up. Let one task do that, and hand on through a channel.");
        _operation = operation;
    }

    private void End()
    {
        _operation = Operation.None;
        _buffer = default;
        _count = 0;
        _error = SocketError.Success;
    }

    private bool TryRun()
    {
        if (!_isReady)
            return false;
        if (_operation == Operation.Wait)
            return true;
        _count = isInput
            ? socket.Receive(_buffer.Span, SocketFlags.None, out _error)
            : socket.Send(_buffer.Span, SocketFlags.None, out _error);
        if (_error == SocketError.WouldBlock)
        {
            _isReady = false;
            return false;
        }
        // A stream that gave less than it was asked for has no more: the attempt that finds nothing is spared. But of an end that came
        // with the bytes the system has told already.
        if (isInput && _isStream && _count < _buffer.Length && !_isLast)
            _isReady = false;
        return true;
    }
}
