using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Signals of the system for this process, such as Ctrl-C, as something to await, instead of what they would do otherwise.</summary>
/// <remarks>
/// <para>From <see cref="Listen"/> on, to the disposal, the signals do nothing but to be told here; each to every object that listens for it. Of a
/// kind that comes again before it was taken there is one, as in the system itself. After the end of the executor they do what they did before.</para>
/// <para>One task waits at a time. Belongs to the executor it was made in, and to its thread.</para>
/// </remarks>
/// <example><code>
/// using System.Runtime.InteropServices;
///
/// Executor.BlockOn(static async () =&gt;
/// {
///     using Signals signals = Signals.Listen(PosixSignal.SIGINT, PosixSignal.SIGTERM);
///     await Future.Race(UntilSignal(signals), Serve());
/// });
///
/// static async Future&lt;bool&gt; UntilSignal(Signals signals)
/// {
///     Console.WriteLine($"{await signals.NextAsync()}: the end.");
///     return true;
/// }
///
/// static async Future&lt;bool&gt; Serve()
/// {
///     await Executor.Delay(TimeSpan.FromMilliseconds(1));
///     return false;
/// }
/// </code></example>
[DebuggerDisplay("Pending = {_pending.Count}")]
public sealed class Signals : IDisposable, ILeaf
{
    private readonly EventLoop _loop;
    private readonly Listener[] _listeners;

    // INVARIANT: each kind once.
    private readonly Queue<PosixSignal> _pending = [];

    private Frame? _waiter;
    private bool _isTaken;
    private bool _isDisposed;

    private Signals(EventLoop loop, ReadOnlySpan<PosixSignal> signals)
    {
        _loop = loop;
        _listeners = new Listener[signals.Length];
        try
        {
            for (int index = 0; index < signals.Length; index++)
                _listeners[index] = new Listener(this, signals[index]);
        }
        catch
        {
            Unregister();
            throw;
        }
        loop.OutsideWaits++;
    }

    /// <summary>Listens for signals from now on.</summary>
    /// <param name="signals">Which, each once; on Unix also the system's numbers.</param>
    /// <returns>What to await, and to dispose of.</returns>
    /// <exception cref="ArgumentException">There are none, or one comes twice.</exception>
    /// <exception cref="InvalidOperationException">No executor runs on this thread.</exception>
    /// <exception cref="PlatformNotSupportedException">The system has no such signal.</exception>
    /// <exception cref="IOException">The system refuses, as for one that cannot be handled.</exception>
    public static Signals Listen(params ReadOnlySpan<PosixSignal> signals)
    {
        if (signals.IsEmpty)
            throw new ArgumentException("There is no signal, so nothing would ever come. Pass one at least.", nameof(signals));
        for (int index = 1; index < signals.Length; index++)
        {
            if (signals[..index].Contains(signals[index]))
                throw new ArgumentException($"{signals[index]} is there twice. Pass each signal once.", nameof(signals));
        }
        return new Signals(EventLoop.Required, signals);
    }

    /// <summary>Waits for the next signal, or takes one that has come.</summary>
    /// <returns>Which it is. The wait can be cancelled, and takes none then. Fails with an <see cref="ObjectDisposedException"/> when this is
    /// disposed meanwhile.</returns>
    /// <exception cref="InvalidOperationException">Another task waits; or this is another thread than the executor's. Thrown where it is
    /// awaited.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed. Thrown where it is awaited.</exception>
    public async Future<PosixSignal> NextAsync()
    {
        ThrowIfElsewhere();
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isTaken)
            throw new InvalidOperationException("Another task waits for these signals. Listen once more for this one.");
        if (_pending.Count == 0)
            await new Wait(this);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _pending.Dequeue();
    }

    /// <summary>Listens no more: the signals do what they did before. Whoever waits is told. Signals that have come and were not taken are
    /// forgotten. Any thread may.</summary>
    public void Dispose()
    {
        Unregister();
        if (EventLoop.Current == _loop)
            End();
        else
            _loop.TryPost(new PostedWork(End));
    }

    bool ILeaf.TryRelease(Frame waiter)
    {
        if (_waiter != waiter)
            return false;
        _waiter = null;
        _isTaken = false;
        return true;
    }

    private void OnSignal(PosixSignal signal)
    {
        if (_isDisposed || _pending.Contains(signal))
            return;
        _pending.Enqueue(signal);
        WakeWaiter();
    }

    private void End()
    {
        if (!_isDisposed)
            _loop.OutsideWaits--;
        _isDisposed = true;
        WakeWaiter();
    }

    private void WakeWaiter()
    {
        if (_waiter is not { } waiter)
            return;
        _waiter = null;
        _loop.Push(waiter);
    }

    private void Unregister()
    {
        foreach (Listener? listener in _listeners)
            listener?.Dispose();
    }

    private void ThrowIfElsewhere()
    {
        if (EventLoop.Current != _loop)
            throw new InvalidOperationException(
                "Signals belong to the thread of the executor that listens for them, and this is another one. Listen here, too.");
    }

    /// <summary>A signal that is listened for.</summary>
    private sealed class Listener : Notice, IDisposable
    {
        private readonly Signals _signals;
        private readonly PosixSignal _signal;
        private readonly PosixSignalRegistration _registration;

        public Listener(Signals signals, PosixSignal signal)
            : base(signals._loop)
        {
            _signals = signals;
            _signal = signal;
            // On any thread. Without a loop nobody would act on it.
            _registration = PosixSignalRegistration.Create(signal, context => context.Cancel = TryGive());
        }

        public void Dispose() => _registration.Dispose();

        protected override void Tell() => _signals.OnSignal(_signal);
    }

    /// <summary>Waits for a signal, for <see cref="NextAsync"/>.</summary>
    private readonly struct Wait(Signals signals) : ICriticalNotifyCompletion, ILeafAwaiter
    {
        public bool IsCompleted => false;

        public Wait GetAwaiter() => this;

        public void GetResult()
        {
            signals._loop.ThrowIfUnwinding();
            signals._isTaken = false;
        }

        public void Suspend(Frame frame)
        {
            if (!frame.TrySuspend(signals._loop, signals))
                return;
            signals._waiter = frame;
            signals._isTaken = true;
        }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) =>
            throw new NotSupportedException("Only methods of this library that return a Future await this.");
    }
}
