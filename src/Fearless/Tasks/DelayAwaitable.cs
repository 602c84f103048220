using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Waits for a time. Made by <see cref="Executor.Delay"/>, to be awaited at once.</summary>
public readonly struct DelayAwaitable
{
    private const long Never = long.MaxValue;

    private readonly long _due;

    internal DelayAwaitable(long? due) => _due = due ?? Never;

    /// <summary>For <c>await</c>.</summary>
    /// <returns>The awaiter.</returns>
    public Awaiter GetAwaiter() => new(_due);

    /// <summary>Awaits. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        // And not the loop, which every method that sleeps would have to keep.
        private readonly long _due;

        internal Awaiter(long due) => _due = due;

        /// <summary>False: others run meanwhile.</summary>
        public bool IsCompleted => false;

        /// <summary>Goes on.</summary>
        /// <exception cref="OperationCanceledException">The task was cancelled.</exception>
        public void GetResult() => EventLoop.Required.ThrowIfUnwinding();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation)
        {
            if (_due != Never)
                EventLoop.Required.Timers.Add(_due, new TimedContinuation(continuation));
        }

        void ILeafAwaiter.Suspend(Frame frame)
        {
            EventLoop loop = EventLoop.Required;
            if (frame.TrySuspend(loop, loop.Timers) && _due != Never)
                loop.Timers.Add(_due, frame);
        }
    }
}
