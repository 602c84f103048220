using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Tasks;

/// <summary>A direction of a socket that waits by an operation of <see cref="Socket"/>, on any system, and then does itself what is left.</summary>
/// <remarks>
/// <para>Whoever is let go of must have transferred nothing, whatever the system does to an operation in its middle. So what is awaited is as
/// small as can be: to receive no bytes, which ends when there are some, and to send one byte of a stream, which is sent or not; the next
/// send has the rest. A message is sent as a whole.</para>
/// <para>A frame that is let go of waits until the operation has ended, since that may have had its byte by then.</para>
/// </remarks>
#pragma warning disable CA1001 // A source without a timer and a wait handle has nothing to dispose of.
internal sealed class PortableDirection : IoDirection
#pragma warning restore CA1001
{
    private readonly Socket _socket;
    private readonly bool _isStream;
    private readonly Arrival _arrival;
    private readonly Action _onEnd;

    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _wait;

    // Ends the wait.
    private CancellationTokenSource _stop = new();

    // INVARIANT: null, or the waiter, which is to be let go of at the end of the wait if nothing was transferred.
    private Work? _released;

    public PortableDirection(IoSource source, SocketTransport transport, bool isInput)
        : base(source, isInput)
    {
        _socket = transport.Socket;
        _isStream = transport.IsStream;
        _arrival = new Arrival(this);
        _onEnd = OnEnd;
    }

    public override void Exhaust()
    {
        // Each attempt asks the system.
    }

    public override void BecomeReady(bool isLast)
    {
        // Nobody tells.
    }

    public override void Close() => _stop.Cancel();

    public override bool TryRelease(Work waiter)
    {
        if (Waiter == waiter)
        {
            _released = waiter;
            _stop.Cancel();
        }
        return false;
    }

    protected override bool TryRun() => TryTransfer();

    protected override void Wait()
    {
        CancellationToken stop = _stop.Token;
        ValueTask<int> wait = IsInput
            ? _socket.ReceiveAsync(Memory<byte>.Empty, _isStream ? SocketFlags.None : SocketFlags.Peek, stop)
            : _socket.SendAsync(_isStream ? Buffer[..1] : Buffer, SocketFlags.None, stop);
        _wait = wait.ConfigureAwait(false).GetAwaiter();
        if (_wait.IsCompleted)
        {
            Loop.Push(_arrival);
            return;
        }
        using SuspendedContext suspended = SuspendedContext.Enter();
        _wait.UnsafeOnCompleted(_onEnd);
    }

    // Any thread.
    private void OnEnd()
    {
        if (!Loop.TryPost(_arrival))
            _arrival.OnLoopEnded();
    }

    private void Arrive()
    {
        Work waiter = Waiter!;
        Waiter = null;
        bool isDone = TakeEnd();
        Work? released = _released;
        _released = null;
        if (_stop.IsCancellationRequested && !Source.IsClosed)
            _stop = new CancellationTokenSource();
        if (isDone || Source.IsClosed)
        {
            Loop.Push(waiter);
        }
        else if (released is null)
        {
            SuspendAny(waiter);
        }
        else
        {
            End();
            released.OnReleased(Loop);
        }
    }

    // True when the operation is done, too.
    private bool TakeEnd()
    {
        try
        {
            int count = _wait.GetResult();
            Count = count;
            return !IsInput;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.MessageSize && IsInput)
        {
            // A message, of which nothing fits into nothing, on Windows.
            return false;
        }
        catch (SocketException exception)
        {
            // The system tells of it once.
            Fail(exception.ErrorCode);
            return true;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
        finally
        {
            _wait = default;
        }
    }

    /// <summary>The end of the wait, on its way to the loop's thread.</summary>
    private sealed class Arrival(PortableDirection direction) : Work
    {
        public override void Run(EventLoop loop) => direction.Arrive();

        // Only a call can have outlived the loop; it is told that the socket is closed.
        public override void OnLoopEnded() => direction.Waiter?.OnLoopEnded();
    }
}
