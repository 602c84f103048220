using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>A task that a <see cref="TaskScope"/> started: awaits its result, and cancels it.</summary>
/// <remarks>A plain value: copies stand for the same task, and any number of tasks of the same executor may await it, before its end or after.
/// It may be dropped, since the scope waits for the task anyway. Belongs to the thread of the executor. <c>default</c> stands for no
/// task.</remarks>
/// <typeparam name="T">The type of the result.</typeparam>
[DebuggerDisplay("{_frame}")]
public readonly struct TaskHandle<T>
{
    private readonly Frame<T>? _frame;

    internal TaskHandle(Frame<T> frame) => _frame = frame;

    /// <summary>Whether the task has ended: with a result, a failure, or because it was cancelled.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public bool IsFinished => Frame.HasEnded;

    /// <summary>Whether the task has ended because it was cancelled.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public bool WasCancelled => Frame.WasCancelled;

    internal Frame<T> Frame => _frame ?? throw NoTask();

    /// <summary>Waits for the task's end, and gives its result or throws its failure; an <see cref="OperationCanceledException"/> if it was
    /// cancelled. The wait can be cancelled, which leaves the task alone.</summary>
    /// <returns>The awaiter.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, or this is another thread than the executor's.</exception>
    public Awaiter GetAwaiter()
    {
        ThrowIfElsewhere();
        return new Awaiter(Frame);
    }

    /// <summary>Cancels the task: it ends at its next wait, or at the one where it is. Does nothing the second time, or when it has
    /// ended.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, or this is another thread than the executor's.</exception>
    public void Cancel()
    {
        ThrowIfElsewhere();
        Frame.RequestCancel(EventLoop.Current!);
    }

    /// <summary>Cancels the task, and waits until it has ended, its clean-up included.</summary>
    /// <returns>True when it was cancelled; false when it ended by itself, with a result or a failure, which the handle still gives.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, or this is another thread than the executor's.</exception>
    public Future<bool> CancelAsync()
    {
        Cancel();
        return Ended(Frame);
    }

    private static async Future<bool> Ended(Frame<T> frame)
    {
        await new TaskEnd(frame);
        return frame.WasCancelled;
    }

    private void ThrowIfElsewhere()
    {
        if (EventLoop.Current != Frame.Scope.Loop)
            throw new InvalidOperationException(
                "A task's handle belongs to the thread of its executor, and this is another one. To hand a result to another thread, send it "
                + "through a channel, or return it from Executor.BlockOn.");
    }

    private static InvalidOperationException NoTask() =>
        new("This handle is default and stands for no task. Use what TaskScope.Spawn gave you.");

    /// <summary>Awaits a task's result. Not for use in code.</summary>
    public readonly struct Awaiter : ICriticalNotifyCompletion, ILeafAwaiter
    {
        private readonly Frame<T> _frame;

        internal Awaiter(Frame<T> frame) => _frame = frame;

        /// <summary>Whether the task has ended.</summary>
        public bool IsCompleted => _frame.HasEnded;

        /// <summary>What the task returned or threw.</summary>
        /// <returns>The result.</returns>
        public T GetResult()
        {
            new TaskEnd(_frame).GetResult();
            return _frame.GetResult();
        }

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        /// <inheritdoc/>
        public void UnsafeOnCompleted(Action continuation) => new TaskEnd(_frame).UnsafeOnCompleted(continuation);

        internal void Suspend(Frame frame) => new TaskEnd(_frame).Suspend(frame);

        void ILeafAwaiter.Suspend(Frame frame) => Suspend(frame);
    }
}
