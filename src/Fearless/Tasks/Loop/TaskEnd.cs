using System.Runtime.CompilerServices;

namespace Fearless.Tasks;

/// <summary>Waits until a task has ended, however it does.</summary>
internal readonly struct TaskEnd(Frame task) : ICriticalNotifyCompletion, ILeafAwaiter
{
    public bool IsCompleted => task.HasEnded;

    public TaskEnd GetAwaiter() => this;

    public void GetResult()
    {
        if (!task.HasEnded)
            EventLoop.Required.ThrowIfUnwinding();
    }

    public void Suspend(Frame frame)
    {
        if (frame.Task == task)
            throw new InvalidOperationException("A task cannot wait for its own end.");
        if (task.IsShielded)
            frame.Suspend(task);
        else if (!frame.TrySuspend(EventLoop.Current!, task))
            return;
        task.AddWaiter(frame);
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => task.AddWaiter(new PostedWork(continuation));
}
