using System.Runtime.CompilerServices;

namespace Fearless.Tasks;

/// <summary>Waits until everything in a scope has ended. For the library's own methods.</summary>
internal readonly struct ScopeJoin(TaskScope scope) : ICriticalNotifyCompletion, ILeafAwaiter
{
    public bool IsCompleted => scope.HasEnded;

    public ScopeJoin GetAwaiter() => this;

    public void GetResult() => scope.Loop.ThrowIfUnwinding();

    void ILeafAwaiter.Suspend(Frame frame) => scope.Join(frame);

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) =>
        throw new NotSupportedException("Only methods of this library that return a Future await this.");
}
