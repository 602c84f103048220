using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>A call of a delegate with all it needs.</summary>
/// <remarks>One struct for each kind of delegate: what is generic over it is compiled for each, without a virtual call.</remarks>
internal interface ICall<out TResult>
{
    TResult Invoke(ForkContext context);
}

internal readonly struct ActionCall(Action action) : ICall<Unit>
{
    public Unit Invoke(ForkContext context)
    {
        action();
        return default;
    }
}

internal readonly struct StateActionCall<TState>(TState state, Action<TState> action) : ICall<Unit>
{
    public Unit Invoke(ForkContext context)
    {
        action(state);
        return default;
    }
}

/// <summary>Calls a delegate with the scope that it was spawned in.</summary>
internal readonly struct ScopeActionCall(ScopeState scope, Action<ParScope> action) : ICall<Unit>
{
    public Unit Invoke(ForkContext context)
    {
        action(new ParScope(scope));
        return default;
    }
}

/// <summary>Calls a delegate with the scope that it was spawned in and a state.</summary>
internal readonly struct ScopeStateActionCall<TState>(ScopeState scope, TState state, Action<ParScope, TState> action) : ICall<Unit>
{
    public Unit Invoke(ForkContext context)
    {
        action(new ParScope(scope), state);
        return default;
    }
}

internal readonly struct FuncCall<TResult>(Func<TResult> function) : ICall<TResult>
{
    public TResult Invoke(ForkContext context) => function();
}

internal readonly struct StateFuncCall<TState, TResult>(TState state, Func<TState, TResult> function) : ICall<TResult>
{
    public TResult Invoke(ForkContext context) => function(state);
}

/// <summary>Calls a delegate that wants to know where it runs.</summary>
internal readonly struct ContextFuncCall<TResult>(Func<ForkContext, TResult> function) : ICall<TResult>
{
    public TResult Invoke(ForkContext context) => function(context);
}

/// <summary>A <see cref="StateFuncCall{TState, TResult}"/> for a state that is an object: one type for all of them.</summary>
internal static class ObjectStateFuncCall
{
    public static StateFuncCall<object?, TResult> Create<TState, TResult>(TState state, Func<TState, TResult> function)
    {
        // SAFETY: only for a TState that is a reference type. The function is only ever called with this state, which is a TState, and a
        // reference is passed the same way whatever its static type.
        return new StateFuncCall<object?, TResult>(state, Unsafe.As<Func<object?, TResult>>(function));
    }
}
