using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless;

/// <summary>A value on its way to a new owner. <see cref="Move.Of{T}"/> makes it; a spawn takes it, and the spawned thread disposes the
/// value when its body ends.</summary>
/// <remarks>It gives its value once: a second spawn with the same one
/// throws. Dispose it if it turns out that nobody will take it.</remarks>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("{_value}")]
public sealed class Moved<T> : IMoved
    where T : class
{
    private const int Held = 0;
    private const int Claimed = 1;
    private const int Gone = 2;

    private readonly T _value;
    private AtomicInt _state;

    internal Moved(T value) => _value = value;

    object IMoved.Content => _value;

    /// <summary>The value, for the body of the thread that claimed it.</summary>
    internal T Value => _value;

    /// <summary>Takes the value; the caller owns it from now on, and disposes it.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The value was taken before.</exception>
    public T Take()
    {
        if (!_state.CompareAndSet(Held, Gone))
            throw TakenBefore();
        return _value;
    }

    /// <summary>Disposes the value if nobody took it.</summary>
    public void Dispose()
    {
        if (_state.CompareAndSet(Held, Gone))
            Move.Dispose(_value);
    }

    void IMoved.Claim()
    {
        if (!_state.CompareAndSet(Held, Claimed))
            throw TakenBefore();
    }

    bool IMoved.TryRelease() => _state.CompareAndSet(Claimed, Gone);

    private static InvalidOperationException TakenBefore() => new(
        $"This {typeof(T)} was moved on before: a Moved value is given once. Call Move.Of with the variable that owns the value now.");
}
