using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Fearless.Tasks;

namespace Fearless;

/// <summary>What the compiler makes the methods that are declared <c>async Future</c> with. Not for use in code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct FutureMethodBuilder
{
    private FutureMethodBuilder<Unit> _builder;

    /// <summary>The future of the call.</summary>
    public readonly Future Task => new(_builder.Frame);

    /// <summary>Makes a builder.</summary>
    /// <returns>A builder.</returns>
    public static FutureMethodBuilder Create() => default;

    /// <summary>Begins a call; none of its code runs.</summary>
    /// <typeparam name="TStateMachine">What the compiler made of the method.</typeparam>
    /// <param name="stateMachine">The call.</param>
    public void Start<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods)] TStateMachine>(
        ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine =>
        _builder.Start(ref stateMachine);

    /// <summary>Does nothing: calls are on the heap from the start.</summary>
    /// <param name="stateMachine">The call.</param>
#pragma warning disable CA1822 // An old part of the compiler's pattern, which asks for it.
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }
#pragma warning restore CA1822

    /// <summary>Ends the call.</summary>
    public readonly void SetResult() => _builder.Frame.Complete(Unit.Value);

    /// <summary>Ends the call with a failure.</summary>
    /// <param name="exception">What was thrown.</param>
    public readonly void SetException(Exception exception) => _builder.Frame.Fail(exception);

    /// <inheritdoc cref="AwaitUnsafeOnCompleted"/>
    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        _builder.AwaitOnCompleted(ref awaiter, ref stateMachine);

    /// <summary>Has the call wait.</summary>
    /// <typeparam name="TAwaiter">The type of the awaiter.</typeparam>
    /// <typeparam name="TStateMachine">What the compiler made of the method.</typeparam>
    /// <param name="awaiter">What it waits for.</param>
    /// <param name="stateMachine">The call.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine =>
        _builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
}
