using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A task without a result that a <see cref="TaskScope"/> started: awaits its end, and cancels it.</summary>
/// <inheritdoc cref="TaskHandle{T}"/>
[DebuggerDisplay("{_handle}")]
public readonly struct TaskHandle
{
    private readonly TaskHandle<Unit> _handle;

    internal TaskHandle(Frame<Unit> frame) => _handle = new TaskHandle<Unit>(frame);

    /// <inheritdoc cref="TaskHandle{T}.IsFinished"/>
    public bool IsFinished => _handle.IsFinished;

    /// <inheritdoc cref="TaskHandle{T}.WasCancelled"/>
    public bool WasCancelled => _handle.WasCancelled;

    internal Frame<Unit> Frame => _handle.Frame;

    /// <summary>Waits for the task's end, and throws its failure; an <see cref="OperationCanceledException"/> if it was cancelled. The wait can
    /// be cancelled, which leaves the task alone.</summary>
    /// <inheritdoc cref="TaskHandle{T}.GetAwaiter"/>
    public Awaiter GetAwaiter() => new(_handle.GetAwaiter());

    /// <inheritdoc cref="TaskHandle{T}.Cancel"/>
    public void Cancel() => _handle.Cancel();

    /// <summary>Cancels the task, and waits until it has ended, its clean-up included.</summary>
    /// <returns>True when it was cancelled; false when it ended by itself, with success or a failure, which the handle still gives.</returns>
    /// <inheritdoc cref="TaskHandle{T}.CancelAsync"/>
    public Future<bool> CancelAsync() => _handle.CancelAsync();

    /// <summary>Awaits a task's end. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        private readonly TaskHandle<Unit>.Awaiter _awaiter;

        internal Awaiter(TaskHandle<Unit>.Awaiter awaiter) => _awaiter = awaiter;

        /// <summary>Whether the task has ended.</summary>
        public bool IsCompleted => _awaiter.IsCompleted;

        /// <summary>Throws what the task threw.</summary>
        public void GetResult() => _awaiter.GetResult();

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => _awaiter.OnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => _awaiter.UnsafeOnCompleted(continuation);

        void ILeafAwaiter.Suspend(Frame frame) => _awaiter.Suspend(frame);
    }
}
