using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>Lets others run first. Made by <see cref="Executor.Yield"/>, to be awaited at once.</summary>
public readonly struct YieldAwaitable
{
    private readonly EventLoop _loop;

    internal YieldAwaitable(EventLoop loop) => _loop = loop;

    /// <summary>For <c>await</c>.</summary>
    /// <returns>The awaiter.</returns>
    public Awaiter GetAwaiter() => new(_loop);

    /// <summary>Awaits. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        private readonly EventLoop _loop;

        internal Awaiter(EventLoop loop) => _loop = loop;

        /// <summary>False: others are to run first.</summary>
        public bool IsCompleted => false;

        /// <summary>Goes on.</summary>
        /// <exception cref="OperationCanceledException">The task was cancelled.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void GetResult() => _loop.ThrowIfUnwinding();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => _loop.Push(new PostedWork(continuation));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void ILeafAwaiter.Suspend(Frame frame)
        {
            if (frame.TrySuspend(_loop, null))
                _loop.Push(frame);
        }
    }
}
