using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using Fearless.Atomics;

namespace Fearless.Tasks;

/// <summary>The reads of a stream, or its writes, one at a time, for ordinary asynchronous code. It is used again and again.</summary>
/// <remarks>
/// Whoever awaits is continued by the loop's thread, on an empty stack, unless its context wants it elsewhere: code that asks for no context, as
/// <see cref="System.Net.Security.SslStream"/> does, then stays with the loop.
/// </remarks>
internal sealed class StreamTransfer(IoSource source, IoDirection direction) : Work, IValueTaskSource<int>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<int> _core;

    // INVARIANT: true from the beginning of an operation until its result was taken.
    private AtomicBool _isBusy;

    // Whether it waits at the direction, or is yet to begin there. The loop's.
    private bool _isWaiting;
    private Memory<byte> _rest;
    private bool _wantsAll;
    private CancellationToken _cancellationToken;
    private CancellationTokenRegistration _registration;

    private EventLoop Loop => source.Loop;

    /// <summary>Transfers once, at least a byte.</summary>
    public ValueTask<int> TransferAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<int>(cancellationToken);
        Begin(buffer, wantsAll: false, cancellationToken);
        return new ValueTask<int>(this, _core.Version);
    }

    /// <summary>Transfers all.</summary>
    public ValueTask TransferAllAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        Begin(buffer, wantsAll: true, cancellationToken);
        return new ValueTask(this, _core.Version);
    }

    public override void Run(EventLoop loop)
    {
        try
        {
            if (_isWaiting)
            {
                _isWaiting = false;
                if (Take(direction.GetResult()))
                    return;
            }
            Advance();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    public override void OnReleased(EventLoop loop)
    {
        _isWaiting = false;
        Fail(new OperationCanceledException(_cancellationToken));
    }

    public override void OnLoopEnded()
    {
        _core.RunContinuationsAsynchronously = true;
        Fail(new ObjectDisposedException(source.Transport.Owner.Name));
    }

    int IValueTaskSource<int>.GetResult(short token) => GetResult(token);

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private int GetResult(short token)
    {
        // Refused for a value task that has had its result.
        if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The operation has not ended. Await it.");
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            _isBusy.Write(false);
        }
    }

    private void Begin(Memory<byte> buffer, bool wantsAll, CancellationToken cancellationToken)
    {
        // ORDERING: a full fence; the last operation's end, on whatever thread its result was taken, happens before this one.
        if (!_isBusy.CompareAndSet(false, true))
            throw new InvalidOperationException("An operation of this direction is in course: bytes of two would be mixed up. Await one after the other.");
        _rest = buffer;
        _wantsAll = wantsAll;
        _cancellationToken = cancellationToken;
        if (EventLoop.Current == Loop)
            Run(Loop);
        else if (!Loop.TryPost(this))
            OnLoopEnded();
    }

    // On the loop's thread.
    private void Advance()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            direction.BeginTransfer(_rest);
            if (!direction.TryAtOnce())
                break;
            if (Take(direction.GetResult()))
                return;
        }
        _isWaiting = true;
        if (_cancellationToken.CanBeCanceled && _registration == default)
            _registration = _cancellationToken.UnsafeRegister(static transfer => ((StreamTransfer)transfer!).PostCancellation(), this);
        direction.SuspendAny(this);
    }

    // True when that was all.
    private bool Take(int count)
    {
        if (!_wantsAll)
        {
            Complete(count);
            return true;
        }
        _rest = _rest[count..];
        if (!_rest.IsEmpty)
            return false;
        Complete(0);
        return true;
    }

    private void Complete(int count)
    {
        Forget();
        _core.SetResult(count);
    }

    private void Fail(Exception exception)
    {
        Forget();
        // As NetworkStream does, so that whoever is above knows it.
        _core.SetException(exception is SocketException ? new IOException(exception.Message, exception) : exception);
    }

    private void Forget()
    {
        // RACE: a cancellation that comes too late finds nobody who waits, or the next one, whose token tells.
        _registration.Unregister();
        _registration = default;
        _rest = default;
    }

    // Any thread.
    private void PostCancellation() => Loop.TryPost(new Cancellation(this));

    private void Cancel()
    {
        if (_isWaiting && _cancellationToken.IsCancellationRequested && direction.TryRelease(this))
            OnReleased(Loop);
    }

    /// <summary>A token was cancelled.</summary>
    private sealed class Cancellation(StreamTransfer transfer) : Work
    {
        public override void Run(EventLoop loop) => transfer.Cancel();
    }
}
