using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Fearless.Collections;

/// <summary>What an attempt to steal brought: an item, nothing, or the advice to try again.</summary>
/// <remarks><c>default</c> is that of one which found nothing. The item of a success is in this value and nowhere else: whoever drops the value drops the
/// item.</remarks>
/// <typeparam name="T">The type of the item.</typeparam>
/// <example><code>
/// var injector = new Injector&lt;Action&gt;();
/// var worker = Worker.CreateLifo&lt;Action&gt;();
/// Stealer&lt;Action&gt;[] others = [];
///
/// Steal&lt;Action&gt; found;
/// do
/// {
///     found = injector.StealBatchAndPop(worker).OrElse(others, static others =&gt; Steal.From(others));
/// }
/// while (found.IsRetry);
/// if (found.TryGetValue(out Action? job))
///     job();
/// </code></example>
[DebuggerDisplay("{Status}")]
public readonly struct Steal<T>
{
    private readonly T _value;

    private Steal(StealStatus status, T value)
    {
        Status = status;
        _value = value;
    }

    internal static Steal<T> Empty => default;

    internal static Steal<T> Retry => new(StealStatus.Retry, default!);

    /// <summary>How the attempt ended.</summary>
    public StealStatus Status { get; }

    /// <summary>Whether there was nothing to steal.</summary>
    public bool IsEmpty => Status == StealStatus.Empty;

    /// <summary>Whether there is an item.</summary>
    public bool IsSuccess => Status == StealStatus.Success;

    /// <summary>Whether another attempt may succeed.</summary>
    public bool IsRetry => Status == StealStatus.Retry;

    /// <summary>The item.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => IsSuccess
        ? _value
        : throw new InvalidOperationException($"Nothing was stolen: the attempt ended with {Status}. Look at IsSuccess, or use TryGetValue.");

    internal static Steal<T> Success(T value) => new(StealStatus.Success, value);

    /// <summary>The item, if there is one.</summary>
    /// <param name="value">The item, when true is returned.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsSuccess;
    }

    /// <summary>This one if it is a success, or else what <paramref name="next"/> brings.</summary>
    /// <param name="next">Another attempt. Not called when there is an item already.</param>
    /// <returns>The first success; if there is none, an advice to retry if one of the two gives it, or else nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="next"/> is null.</exception>
    public Steal<T> OrElse(Func<Steal<T>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return OrElse(next, static next => next());
    }

    /// <summary>This one if it is a success, or else what <paramref name="next"/> brings. Allocates nothing when the delegate is a static
    /// lambda.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">What the attempt needs.</param>
    /// <param name="next">Another attempt. Not called when there is an item already.</param>
    /// <returns>The first success; if there is none, an advice to retry if one of the two gives it, or else nothing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="next"/> is null.</exception>
    public Steal<T> OrElse<TState>(TState state, Func<TState, Steal<T>> next)
        where TState : allows ref struct
    {
        ArgumentNullException.ThrowIfNull(next);
        if (IsSuccess)
            return this;
        Steal<T> other = next(state);
        return other.IsEmpty ? this : other;
    }

    /// <summary>The status, and the item if there is one.</summary>
    /// <returns>Such as <c>Success(5)</c>.</returns>
    public override string ToString() => IsSuccess ? $"Success({_value})" : Status.ToString();
}
