using System.Diagnostics;
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

/// <summary>Calls a delegate with the scope that it was spawned in, or whose body it is.</summary>
internal readonly struct ScopeActionCall(ScopeState scope, Action<ParScope> action) : ICall<Unit>
{
    public Unit Invoke(ForkContext context)
    {
        action(new ParScope(scope));
        return default;
    }
}

/// <summary>Calls a function with the scope whose body it is.</summary>
internal readonly struct ScopeFuncCall<TResult>(ScopeState scope, Func<ParScope, TResult> function) : ICall<TResult>
{
    public TResult Invoke(ForkContext context) => function(new ParScope(scope));
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

/// <summary>As <see cref="StateFuncCall{TState, TResult}"/> for a state that is an object, whatever its type.</summary>
/// <remarks>Code that is generic over a reference type is shared among all of them and looks up as it runs what to call, which costs more
/// than the fork: so this is generic over neither the state nor the function's type.</remarks>
internal readonly struct ObjectFuncCall<TResult> : ICall<TResult>
{
    private readonly object? _state;
    private readonly Delegate _function;

    private ObjectFuncCall(object? state, Delegate function)
    {
        _state = state;
        _function = function;
    }

    public static ObjectFuncCall<TResult> Create<TState>(TState state, Func<TState, TResult> function)
    {
        Debug.Assert(!typeof(TState).IsValueType);
        return new ObjectFuncCall<TResult>(state, function);
    }

    // SAFETY: the function is only ever called with the state that it came with, and a reference is passed the same way whatever its static
    // type.
    public TResult Invoke(ForkContext context) => Unsafe.As<Func<object?, TResult>>(_function)(_state);
}

/// <summary>As <see cref="ObjectFuncCall{TResult}"/>, without a result.</summary>
internal readonly struct ObjectActionCall : ICall<Unit>
{
    private readonly object? _state;
    private readonly Delegate _action;

    private ObjectActionCall(object? state, Delegate action)
    {
        _state = state;
        _action = action;
    }

    public static ObjectActionCall Create<TState>(TState state, Action<TState> action)
    {
        Debug.Assert(!typeof(TState).IsValueType);
        return new ObjectActionCall(state, action);
    }

    public Unit Invoke(ForkContext context)
    {
        // SAFETY: as in ObjectFuncCall.
        Unsafe.As<Action<object?>>(_action)(_state);
        return default;
    }
}

/// <summary>As <see cref="ObjectFuncCall{TResult}"/>, for a result that is an object too.</summary>
internal readonly struct ObjectToObjectCall : ICall<ObjectResult>
{
    private readonly object? _state;
    private readonly Delegate _function;

    private ObjectToObjectCall(object? state, Delegate function)
    {
        _state = state;
        _function = function;
    }

    public static ObjectToObjectCall Create<TState, TResult>(TState state, Func<TState, TResult> function)
    {
        Debug.Assert(!typeof(TState).IsValueType && !typeof(TResult).IsValueType);
        return new ObjectToObjectCall(state, function);
    }

    // SAFETY: as in ObjectFuncCall, and a reference is returned the same way whatever its static type.
    public ObjectResult Invoke(ForkContext context) => new(Unsafe.As<Func<object?, object?>>(_function)(_state));
}

/// <summary>A result that is an object, whatever its type: a struct, because code that is generic over those is not shared.</summary>
internal readonly struct ObjectResult(object? value)
{
    private readonly object? _value = value;

    /// <summary>The object, whose type the caller knows.</summary>
    // SAFETY: only the caller of a function that returns a TResult asks for one, and a TResult is an object.
    public TResult As<TResult>() => Unsafe.As<object?, TResult>(ref Unsafe.AsRef(in _value));

    public static (TLeft, TRight) Both<TLeft, TRight>((ObjectResult Left, ObjectResult Right) results) =>
        (results.Left.As<TLeft>(), results.Right.As<TRight>());
}
