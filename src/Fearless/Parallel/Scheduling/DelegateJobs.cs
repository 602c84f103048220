using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>A job that has a result once it was executed.</summary>
internal interface IResultJob<out TResult> : IForkJob
{
    TResult Result { get; }
}

/// <summary>A job that calls a delegate.</summary>
internal readonly struct ActionJob(Action action) : IResultJob<Unit>
{
    public Unit Result => default;

    public void Execute(ForkContext context) => action();
}

/// <summary>A job that calls a delegate with a state.</summary>
internal readonly struct StateActionJob<TState>(TState state, Action<TState> action) : IResultJob<Unit>
{
    public Unit Result => default;

    public void Execute(ForkContext context) => action(state);
}

/// <summary>A job that calls a delegate with the scope that it was spawned in.</summary>
internal readonly struct ScopeActionJob(ScopeState scope, Action<ParScope> action) : IResultJob<Unit>
{
    public Unit Result => default;

    public void Execute(ForkContext context) => action(new ParScope(scope));
}

/// <summary>A job that calls a delegate with the scope that it was spawned in and a state.</summary>
internal readonly struct ScopeStateActionJob<TState>(ScopeState scope, TState state, Action<ParScope, TState> action) : IResultJob<Unit>
{
    public Unit Result => default;

    public void Execute(ForkContext context) => action(new ParScope(scope), state);
}

/// <summary>A job that calls a delegate and keeps its result.</summary>
internal struct FuncJob<TResult>(Func<TResult> function) : IResultJob<TResult>
{
    public TResult Result { get; private set; } = default!;

    public void Execute(ForkContext context) => Result = function();
}

/// <summary>A job that calls a delegate with a state and keeps its result.</summary>
internal struct StateFuncJob<TState, TResult>(TState state, Func<TState, TResult> function) : IResultJob<TResult>
{
    public TResult Result { get; private set; } = default!;

    public void Execute(ForkContext context) => Result = function(state);
}

/// <summary>A job that calls a delegate that wants to know where it runs, and keeps its result.</summary>
internal struct ContextFuncJob<TResult>(Func<ForkContext, TResult> function) : IResultJob<TResult>
{
    public TResult Result { get; private set; } = default!;

    public void Execute(ForkContext context) => Result = function(context);
}

/// <summary>A <see cref="StateFuncJob{TState, TResult}"/> for a state that is an object: one type for all of them.</summary>
internal struct ObjectStateFuncJob<TResult> : IResultJob<TResult>
{
    private readonly object? _state;
    private readonly Func<object?, TResult> _function;

    private ObjectStateFuncJob(object? state, Func<object?, TResult> function)
    {
        _state = state;
        _function = function;
    }

    public TResult Result { get; private set; } = default!;

    public static ObjectStateFuncJob<TResult> Create<TState>(TState state, Func<TState, TResult> function)
    {
        // SAFETY: only for a TState that is a reference type. The function is only ever called with this state, which is a TState, and a
        // reference is passed the same way whatever its static type.
        return new ObjectStateFuncJob<TResult>(state, Unsafe.As<Func<object?, TResult>>(function));
    }

    public void Execute(ForkContext context) => Result = _function(_state);
}
