using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless;

/// <summary>A value, or the error for which there is none: Rust's <c>Result</c>, for failures that are expected and worth a type.</summary>
/// <remarks>
/// A function returns one with <c>return value;</c> or <c>return error;</c>. Exceptions remain what they are in .NET: a result never catches one. Where
/// <typeparamref name="T"/> is <typeparamref name="TError"/> use <see cref="Result.Ok"/> and <see cref="Result.Error"/>.
/// <para><c>default</c> is neither a value nor an error: it stands for a result that nobody made, and whatever would need one of the two throws.</para>
/// </remarks>
/// <example>
/// <code>
/// Result&lt;int[], string&gt; parsed = names.Par().Select(Parse).Collect();
/// Console.WriteLine(parsed.Match(static numbers =&gt; $"{numbers.Length} numbers", static error =&gt; error));
///
/// static Result&lt;int, string&gt; Parse(string text) =&gt; int.TryParse(text, out int number) ? number : $"'{text}' is no number";
/// </code>
/// </example>
/// <typeparam name="T">The type of the value.</typeparam>
/// <typeparam name="TError">The type of the error.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly struct Result<T, TError> : IEquatable<Result<T, TError>>
{
    private readonly T? _value;
    private readonly TError? _error;
    private readonly State _state;

    internal Result(T value)
    {
        _value = value;
        _state = State.Ok;
    }

    internal Result(TError error)
    {
        _error = error;
        _state = State.Error;
    }

    private enum State : byte
    {
        None,
        Ok,
        Error,
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsOk => _state == State.Ok;

    /// <summary>Whether there is an error.</summary>
    public bool IsError => _state == State.Error;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none. The message tells the error, which is the inner exception if it is one.</exception>
    public T Value => IsOk ? _value! : throw NoValue();

    /// <summary>The error.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TError Error => IsError ? _error! : throw NoError();

    /// <summary>A success.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Result<T, TError>(T value) => new(value);

    /// <summary>A failure.</summary>
    /// <param name="error">The error.</param>
    public static implicit operator Result<T, TError>(TError error) => new(error);

    /// <summary>Whether both hold equal values or equal errors.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they do.</returns>
    public static bool operator ==(Result<T, TError> left, Result<T, TError> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One result.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they do.</returns>
    public static bool operator !=(Result<T, TError> left, Result<T, TError> right) => !left.Equals(right);

    /// <summary>Takes the result apart.</summary>
    /// <param name="value">The value, if there is one.</param>
    /// <param name="error">The error, if there is one.</param>
    /// <returns>Whether there is a value.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public bool TryGetValue([MaybeNullWhen(false)] out T value, [MaybeNullWhen(true)] out TError error)
    {
        if (_state == State.None)
            throw NobodyMadeIt();
        value = _value;
        error = _error;
        return IsOk;
    }

    /// <summary>Makes one thing of both cases.</summary>
    /// <typeparam name="TResult">The type of what is made.</typeparam>
    /// <param name="onOk">Called with the value, if there is one.</param>
    /// <param name="onError">Called with the error, if there is one.</param>
    /// <returns>What the one that was called returned.</returns>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public TResult Match<TResult>(Func<T, TResult> onOk, Func<TError, TResult> onError)
    {
        ArgumentNullException.ThrowIfNull(onOk);
        ArgumentNullException.ThrowIfNull(onError);
        return TryGetValue(out T? value, out TError? error) ? onOk(value) : onError(error);
    }

    /// <summary>Projects the value, if there is one. Rust's <c>map</c>.</summary>
    /// <typeparam name="TResult">The type of the value after.</typeparam>
    /// <param name="selector">Called with the value.</param>
    /// <returns>The projected value, or the same error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public Result<TResult, TError> Select<TResult>(Func<T, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return TryGetValue(out T? value, out TError? error) ? new(selector(value)) : new(error);
    }

    /// <summary>Goes on with the value, if there is one, to another result. Rust's <c>and_then</c>.</summary>
    /// <typeparam name="TResult">The type of the value after.</typeparam>
    /// <param name="selector">Called with the value.</param>
    /// <returns>What it returned, or the same error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public Result<TResult, TError> SelectMany<TResult>(Func<T, Result<TResult, TError>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return TryGetValue(out T? value, out TError? error) ? selector(value) : new(error);
    }

    /// <summary>Projects the error, if there is one. Rust's <c>map_err</c>.</summary>
    /// <typeparam name="TResult">The type of the error after.</typeparam>
    /// <param name="selector">Called with the error.</param>
    /// <returns>The same value, or the projected error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public Result<T, TResult> SelectError<TResult>(Func<TError, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return TryGetValue(out T? value, out TError? error) ? new(value) : new(selector(error));
    }

    /// <inheritdoc/>
    public bool Equals(Result<T, TError> other) =>
        _state == other._state && EqualityComparer<T?>.Default.Equals(_value, other._value) && EqualityComparer<TError?>.Default.Equals(_error, other._error);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Result<T, TError> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_state, _value, _error);

    /// <summary>The value or the error, and which of them it is.</summary>
    /// <returns>For example <c>Ok(3)</c>.</returns>
    public override string ToString() => _state switch
    {
        State.Ok => $"Ok({_value})",
        State.Error => $"Error({_error})",
        _ => "default",
    };

    private InvalidOperationException NoValue() =>
        IsError ? new($"There is no value but the error '{_error}'. Ask IsOk first, or use TryGetValue or Match.", _error as Exception) : NobodyMadeIt();

    private InvalidOperationException NoError() =>
        IsOk ? new("There is no error but a value. Ask IsError first, or use TryGetValue or Match.") : NobodyMadeIt();

    private static InvalidOperationException NobodyMadeIt() =>
        new("This result is default and holds neither a value nor an error. Return a value or an error from whatever made it.");
}
