using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>An operation of a socket, or of another descriptor, that has begun. Made by <see cref="AsyncSocket"/> and
/// <see cref="AsyncDescriptor"/>, to be awaited at once, and once.</summary>
public readonly struct SocketAwaitable
{
    private readonly IoDirection _direction;

    internal SocketAwaitable(IoDirection direction) => _direction = direction;

    /// <summary>For <c>await</c>.</summary>
    /// <returns>The awaiter.</returns>
    public Awaiter GetAwaiter() => new(_direction);

    /// <summary>Awaits. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        private readonly IoDirection _direction;

        internal Awaiter(IoDirection direction) => _direction = direction;

        /// <summary>Whether it could be done at once.</summary>
        public bool IsCompleted => _direction.TryAtOnce();

        /// <summary>How many bytes were transferred.</summary>
        /// <returns>The count.</returns>
        public int GetResult() => _direction.GetResult();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => _direction.SuspendAny(new PostedWork(continuation));

        void ILeafAwaiter.Suspend(Frame frame) => _direction.Suspend(frame);
    }
}
