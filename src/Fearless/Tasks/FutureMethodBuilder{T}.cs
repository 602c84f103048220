using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Scheduling;
using Fearless.Sync;
using Fearless.Tasks;

namespace Fearless;

/// <summary>What the compiler makes the methods that are declared <c>async Future&lt;T&gt;</c> with. Not for use in code.</summary>
/// <typeparam name="T">The type of the method's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct FutureMethodBuilder<T>
{
    private Frame<T>? _frame;

    /// <summary>The future of the call.</summary>
    public readonly Future<T> Task => new(Frame);

    internal readonly Frame<T> Frame => _frame!;

    /// <inheritdoc cref="FutureMethodBuilder.Create"/>
#pragma warning disable CA1000 // The compiler's pattern asks for it.
    public static FutureMethodBuilder<T> Create() => default;
#pragma warning restore CA1000

    /// <inheritdoc cref="FutureMethodBuilder.Start"/>
    public void Start<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] TStateMachine>(
        ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        var frame = new StateMachineFrame<T, TStateMachine>();
        // This builder is a part of the state machine: first the frame into it, then it into the frame.
        _frame = frame;
        frame.StateMachine = stateMachine;
        if (FearlessEventSource.Warns)
            FutureLeak.Watch(frame);
    }

    /// <inheritdoc cref="FutureMethodBuilder.SetStateMachine"/>
#pragma warning disable CA1822 // An old part of the compiler's pattern, which asks for it.
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }
#pragma warning restore CA1822

    /// <summary>Ends the call.</summary>
    /// <param name="result">What it returned.</param>
    public readonly void SetResult(T result) => Frame.Complete(result);

    /// <inheritdoc cref="FutureMethodBuilder.SetException"/>
    public readonly void SetException(Exception exception) => Frame.Fail(exception);

    /// <inheritdoc cref="FutureMethodBuilder.AwaitUnsafeOnCompleted"/>
    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        EventLoop loop = EventLoop.Current!;
        using SuspendedContext suspended = loop.EnterForeignWait();
        awaiter.OnCompleted(Frame.SuspendForeign(loop));
    }

    /// <inheritdoc cref="FutureMethodBuilder.AwaitUnsafeOnCompleted"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        // For a struct the compiler knows the answer, and calls without boxing it.
        if (default(TAwaiter) is not null && awaiter is ILeafAwaiter)
            ((ILeafAwaiter)awaiter).Suspend(Frame);
        else
            AwaitForeign(ref awaiter);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void AwaitForeign<TAwaiter>(ref TAwaiter awaiter)
        where TAwaiter : ICriticalNotifyCompletion
    {
        EventLoop loop = EventLoop.Current!;
        using SuspendedContext suspended = loop.EnterForeignWait();
        awaiter.UnsafeOnCompleted(Frame.SuspendForeign(loop));
    }
}
