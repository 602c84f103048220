using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Channels;

/// <summary>How an asynchronous attempt to receive ended, and the value if there is one.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
[DebuggerDisplay("{Result}: {_value}")]
[SuppressMessage("Performance", "CA1815", Justification = "A result is looked at once, never compared.")]
public readonly struct ReceiveResult<T>
{
    private readonly T? _value;

    internal ReceiveResult(ReceiveResult result, T? value)
    {
        Result = result;
        _value = value;
    }

    /// <summary>How it ended.</summary>
    public ReceiveResult Result { get; }

    /// <summary>The value that was received.</summary>
    /// <exception cref="InvalidOperationException">Nothing was received: see <see cref="Result"/>.</exception>
    public T Value => Result == ReceiveResult.Received
        ? _value!
        : throw new InvalidOperationException($"Nothing was received: {Result}. Look at Result first, or use TryGetValue.");

    /// <summary>Gives the value if one was received.</summary>
    /// <param name="value">The value; <c>default</c> when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return Result == ReceiveResult.Received;
    }

    /// <summary>Both parts.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="value">The value; <c>default</c> unless <paramref name="result"/> is <see cref="ReceiveResult.Received"/>.</param>
    public void Deconstruct(out ReceiveResult result, out T? value)
    {
        result = Result;
        value = _value;
    }
}
