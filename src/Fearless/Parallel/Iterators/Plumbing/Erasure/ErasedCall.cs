using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fearless.Plumbing;

/// <summary>Calls delegates that may have been erased. The JIT keeps one branch of each method.</summary>
/// <remarks>
/// SAFETY, for the whole file: a delegate that was made for a class is called through a type that says <see cref="object"/> in its place.
/// All references are passed and returned in the same way, which the runtime itself builds on when types that differ only in classes share
/// one compiled body, and when delegates are covariant. What is passed is of the right class: see <see cref="Erasure"/>. Most platforms
/// would pass a <see cref="Reference"/> as they pass the reference in it, but nothing promises that; so none is passed here.
/// </remarks>
internal static class ErasedCall
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TResult Invoke<T, TResult>(Func<T, TResult> function, T argument)
        where T : allows ref struct
        where TResult : allows ref struct
    {
        if (typeof(T) == typeof(Reference) && typeof(TResult) == typeof(Reference))
            return Restore<TResult>(Unsafe.As<Func<object?, object?>>(function)(Value(argument)));
        if (typeof(T) == typeof(Reference))
            return Unsafe.As<Func<object?, TResult>>(function)(Value(argument));
        if (typeof(TResult) == typeof(Reference))
            return Restore<TResult>(Unsafe.As<Func<T, object?>>(function)(argument));
        return function(argument);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TAccumulate Invoke<TAccumulate, T>(Func<TAccumulate, T, TAccumulate> function, TAccumulate left, T right)
        where T : allows ref struct
    {
        if (typeof(TAccumulate) == typeof(Reference) && typeof(T) == typeof(Reference))
            return Restore<TAccumulate>(Unsafe.As<Func<object?, object?, object?>>(function)(Value(left), Value(right)));
        if (typeof(T) == typeof(Reference))
            return Unsafe.As<Func<TAccumulate, object?, TAccumulate>>(function)(left, Value(right));
        return function(left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke<T>(Action<T> action, T argument)
        where T : allows ref struct
    {
        if (typeof(T) == typeof(Reference))
            Unsafe.As<Action<object?>>(action)(Value(argument));
        else
            action(argument);
    }

    // Rare, and so kept out of the loops that could call it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool TryInvoke<T, TResult>(TryApplyFunc<T, TResult> function, T argument, [MaybeNullWhen(false)] out TResult result)
        where T : allows ref struct
        where TResult : allows ref struct
    {
        bool applied;
        object? value;
        if (typeof(T) == typeof(Reference) && typeof(TResult) == typeof(Reference))
            applied = Unsafe.As<TryApplyFunc<object?, object?>>(function)(Value(argument), out value);
        else if (typeof(T) == typeof(Reference))
            return Unsafe.As<TryApplyFunc<object?, TResult>>(function)(Value(argument), out result);
        else if (typeof(TResult) == typeof(Reference))
            applied = Unsafe.As<TryApplyFunc<T, object?>>(function)(argument, out value);
        else
            return function(argument, out result);
        result = Restore<TResult>(value);
        return applied;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static object? Value<T>(T reference)
        where T : allows ref struct => Erasure.Item<T, Reference>(reference).Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TResult Restore<TResult>(object? value)
        where TResult : allows ref struct => Erasure.Item<Reference, TResult>(new(value));
}
