using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Fearless.Scheduling;

/// <summary>Takes a delegate apart into the object and the code that calling it comes to.</summary>
/// <remarks>
/// A fork hands its second half to another worker at any time, so a delegate that is forked escapes, and the compiler has to allocate it:
/// 64 bytes for each lambda of each join, most of what a join of closures costs. Handing over the two words that <c>Invoke</c> reads keeps
/// the delegate itself from escaping: once <see cref="Par.Join(Action, Action)"/> is inlined the delegates of its lambdas are never made.
/// <para>SOURCE: how a delegate is laid out and called, dotnet/runtime, <c>Delegate.CoreCLR.cs</c>: <c>Invoke</c> calls
/// <c>_methodPtr</c> with <c>_target</c> as its first argument, whatever the delegate is made of (static methods and several targets
/// have a stub there, and the delegate as its own target). <see cref="AreKnown"/> tries this out before anybody relies on it.</para>
/// </remarks>
internal static class DelegateParts
{
    /// <summary>Whether delegates of this runtime are made of these parts. A constant to compiled code.</summary>
    public static readonly bool AreKnown = Probe();

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_target")]
    public static extern ref object? Target(Delegate function);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_methodPtr")]
    public static extern ref nint Code(Delegate function);

    /// <summary>What keeps the code from being unloaded, if it can be: to be kept alive until the call is over.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_methodBase")]
    public static extern ref object? Owner(Delegate function);

    private static bool Probe()
    {
        // Delegates of native code are laid out otherwise.
        if (!RuntimeFeature.IsDynamicCodeCompiled)
            return false;
        try
        {
            int calls = 0;
            Action closed = () => calls++;
            Action several = closed + closed;
            // Before anything is called: where a field is missing, another may mean something else.
            if (Owner(closed) is not null || Target(closed) is null || Code(closed) == 0)
                return false;
            new ActionParts(closed).Invoke(default);
            new ActionParts(several).Invoke(default);
            bool returns = new FuncParts<int>(OfNoObject).Invoke(default) == 1
                && new FuncParts<object>(closed.ToString!).Invoke(default) is string
                && ObjectParts.Of(closed.ToString!).Invoke(default).As<string>() == closed.ToString()
                && new FuncParts<int>(calls.GetHashCode).Invoke(default) == calls;
            return calls == 3 && returns;
        }
        catch (Exception)
        {
            // A runtime that is not as this takes it to be: joins allocate their delegates there, and all else is the same.
            return false;
        }
    }

    private static int OfNoObject() => 1;
}

/// <summary>An <see cref="Action"/> in parts.</summary>
internal readonly unsafe struct ActionParts(Action action) : ICall<Unit>
{
    private readonly object? _target = DelegateParts.Target(action);
    private readonly nint _code = DelegateParts.Code(action);

    public Unit Invoke(ForkContext context)
    {
        ((delegate*<object?, void>)_code)(_target);
        return default;
    }
}

/// <summary>A function in parts. Its result must be a reference or a primitive.</summary>
internal readonly unsafe struct FuncParts<TResult>(Func<TResult> function) : ICall<TResult>
{
    private readonly object? _target = DelegateParts.Target(function);
    private readonly nint _code = DelegateParts.Code(function);

    public TResult Invoke(ForkContext context) => ((delegate*<object?, TResult>)_code)(_target);
}

/// <summary>A function in parts whose result is an object, whatever its type: see <see cref="ObjectFuncCall{TResult}"/>.</summary>
internal readonly unsafe struct ObjectParts : ICall<ObjectResult>
{
    private readonly object? _target;
    private readonly nint _code;

    private ObjectParts(object? target, nint code)
    {
        _target = target;
        _code = code;
    }

    public static ObjectParts Of<TResult>(Func<TResult> function)
    {
        Debug.Assert(!typeof(TResult).IsValueType);
        return new ObjectParts(DelegateParts.Target(function), DelegateParts.Code(function));
    }

    public ObjectResult Invoke(ForkContext context) => new(((delegate*<object?, object?>)_code)(_target));
}
