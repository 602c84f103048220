using System.Runtime.CompilerServices;

namespace Fearless.Tasks;

/// <summary>Waits until a loop on a pool has ended. For the method that started it.</summary>
internal readonly struct PoolLoopEnd(PoolLoop loop, EndOfLoop end) : ICriticalNotifyCompletion, ILeafAwaiter
{
    public bool IsCompleted => false;

    public PoolLoopEnd GetAwaiter() => this;

    public void GetResult() => end.Parent.ThrowIfUnwinding();

    void ILeafAwaiter.Suspend(Frame frame) => end.Suspend(frame, loop);

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) =>
        throw new NotSupportedException("Only methods of this library that return a Future await this.");
}
