using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Tasks;

/// <summary>A call of an asynchronous method, with what the compiler made of the method inside.</summary>
internal sealed class StateMachineFrame<
    T,
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] TStateMachine>
    : Frame<T>
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>The locals and the place in the code.</summary>
    public TStateMachine StateMachine = default!;

    public override string MethodName => MethodNames.Of(typeof(TStateMachine).Name);

    protected override bool HasCleanup => Cleanup<TStateMachine>.Exists;

    protected override void MoveNext()
    {
        StateMachine.MoveNext();
        // A handle may outlive the task by much, and must not keep what the method used.
        if (HasEnded)
            Abandon();
    }

    protected override void Abandon() => StateMachine = default!;
}
