using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Waits for a time. Made by <see cref="Executor.Delay"/>, to be awaited at once.</summary>
public readonly struct DelayAwaitable
{
    private const long Never = long.MaxValue;

    private readonly EventLoop _loop;
    private readonly long _due;

    internal DelayAwaitable(EventLoop loop, TimeSpan delay)
    {
        _loop = loop;
        _due = loop.DueAfter(delay) ?? Never;
    }

    /// <summary>For <c>await</c>.</summary>
    /// <returns>The awaiter.</returns>
    public Awaiter GetAwaiter() => new(_loop, _due);

    /// <summary>Awaits. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        private readonly EventLoop _loop;
        private readonly long _due;

        internal Awaiter(EventLoop loop, long due)
        {
            _loop = loop;
            _due = due;
        }

        /// <summary>False: others run meanwhile.</summary>
        public bool IsCompleted => false;

        /// <summary>Goes on.</summary>
        /// <exception cref="OperationCanceledException">The task was cancelled.</exception>
        public void GetResult() => _loop.ThrowIfUnwinding();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation)
        {
            if (_due != Never)
                _loop.Timers.Add(_due, new TimedContinuation(continuation));
        }

        void ILeafAwaiter.Suspend(Frame frame)
        {
            if (frame.TrySuspend(_loop, _loop.Timers) && _due != Never)
                _loop.Timers.Add(_due, frame);
        }
    }
}
