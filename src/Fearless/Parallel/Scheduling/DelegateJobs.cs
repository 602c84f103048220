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
