namespace Fearless.Testing;

/// <summary>The specification of a counter.</summary>
/// <param name="value">The value to start with.</param>
public sealed class SequentialCounter(long value = 0) : ISequentialModel
{
    /// <summary>The value.</summary>
    public long Value { get; private set; } = value;

    /// <summary>Adds <paramref name="amount"/>.</summary>
    /// <param name="amount">How much, negative to take away.</param>
    /// <returns>The value afterwards.</returns>
    public long Add(long amount) => Value += amount;

    /// <summary>Adds one.</summary>
    /// <returns>The value afterwards.</returns>
    public long Increment() => Add(1);

    /// <summary>Takes one away.</summary>
    /// <returns>The value afterwards.</returns>
    public long Decrement() => Add(-1);

    /// <summary>Takes one away, but never goes below zero.</summary>
    /// <returns>Whether there was one to take.</returns>
    public bool TryDecrement()
    {
        if (Value <= 0)
            return false;
        Value--;
        return true;
    }

    /// <inheritdoc/>
    public object TakeSnapshot() => Value;
}
