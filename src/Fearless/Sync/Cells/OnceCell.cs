using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>A value that is set once, by one of those who need it or by somebody else, and never changes.</summary>
/// <remarks>
/// Those who need it and find it missing make it, <b>one at a time</b>, in the order in which they came; the others wait, as threads or as tasks.
/// When the one whose turn it is fails or is cancelled, its caller learns of that, and the next one tries. So, other than with
/// <see cref="Lazy{T}"/>, a failure is not kept, and each caller may make the value in its own way.
/// <para>Who makes the value must not ask the same cell for it: it would wait for itself.</para>
/// <para>To find the value that is there costs one look and allocates nothing. There is nothing to dispose; the cell does not dispose its
/// value.</para>
/// <para><b>Memory ordering.</b> What happened before the value was set happens before anybody has it.</para>
/// </remarks>
/// <typeparam name="T">The type of the value.</typeparam>
/// <example><code>
/// var settings = new OnceCell&lt;string&gt;();
///
/// string text = settings.GetOrInit(static () =&gt; File.ReadAllText("settings.json"));
/// string same = await settings.GetOrInitAsync(
///     static async token =&gt; await File.ReadAllTextAsync("settings.json", token), token);
/// </code></example>
// SOURCE: async-lock's OnceCell, for what can be done with it.
[DebuggerDisplay("set: {IsSet}")]
public sealed class OnceCell<T> : IEntrance<bool>
{
    private readonly OnceCore _core;
    private readonly OperationPool<TaskEntry<bool>> _entries = new();
    private readonly Latch _set = new();

    // Written by the one whose turn it is, before the latch is set.
    private Checked<T> _value;

    /// <summary>Creates a cell without a value.</summary>
    public OnceCell() => _core = new OnceCore(isDone: false);

    /// <summary>Creates a cell that has its value.</summary>
    /// <param name="value">The value.</param>
    public OnceCell(T value)
    {
        _core = new OnceCore(isDone: true);
        _value.Write(value);
        _set.Set();
    }

    /// <summary>Whether the value is there. Never goes back to false.</summary>
    public bool IsSet => _set.IsSet;

    Synchronizer IEntrance<bool>.Synchronizer => _core;

    OperationPool<TaskEntry<bool>> IEntrance<bool>.Entries => _entries;

    internal OnceCore Core => _core;

    /// <summary>Gives the value, which has to be there.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public T Get() => TryGet(out T? value)
        ? value
        : throw new InvalidOperationException("The cell has no value yet. Wait for it, or make it with GetOrInit.");

    /// <summary>Gives the value, if it is there.</summary>
    /// <param name="value">The value; the default one when false is returned.</param>
    /// <returns>Whether it is there.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        bool isSet = IsSet;
        value = isSet ? _value.Read() : default;
        return isSet;
    }

    /// <summary>Sets the value, unless it is there or somebody is about to make it. Never waits.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it was set.</returns>
    public bool TrySet(T value)
    {
        // Who has entered and does not find it has the turn.
        if (IsSet || !_core.TryEnter(request: 0, out _) || IsSet)
            return false;
        Set(value);
        return true;
    }

    /// <summary>Gives the value, and makes it if nobody has. Blocks the thread while others try.</summary>
    /// <param name="initialize">Makes the value; called by one at a time, and never again once it has returned. What it throws comes out here, and
    /// the next who waits tries.</param>
    /// <param name="cancellationToken">Ends the wait with an exception; it does not end <paramref name="initialize"/>.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="initialize"/> is null.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the value was there or it was this
    /// caller's turn to make it.</exception>
    public T GetOrInit(Func<T> initialize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(initialize);
        cancellationToken.ThrowIfCancellationRequested();
        if (TryGet(out T? value))
            return value;
        ThreadEntry.Enter(_core, request: 0, Deadline.Never, cancellationToken, out _);
        if (TryGet(out value))
            return value;
        try
        {
            value = initialize();
        }
        catch
        {
            _core.GiveUp();
            throw;
        }
        Set(value);
        return value;
    }

    /// <summary>Gives the value, and makes it if nobody has. Waits while others try.</summary>
    /// <param name="initialize">Makes the value, given the token; called by one at a time, and never again once it has come to its end. It starts
    /// where the caller's context says. If it fails or is cancelled, so is the task that is returned, and the next who waits tries.</param>
    /// <param name="cancellationToken">Ends the wait, and is passed to <paramref name="initialize"/>: the task is then cancelled.</param>
    /// <returns>A task to be awaited once: the value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="initialize"/> is null. Thrown at once.</exception>
    public ValueTask<T> GetOrInitAsync(Func<CancellationToken, ValueTask<T>> initialize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(initialize);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        return TryGet(out T? value) ? new ValueTask<T>(value) : WaitOrInitAsync(initialize, cancellationToken);
    }

    /// <summary>Blocks the thread until the value is there. Makes none.</summary>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>The value.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the value was there.</exception>
    public T Wait(CancellationToken cancellationToken = default)
    {
        _set.Wait(cancellationToken);
        return _value.Read();
    }

    /// <summary>Blocks the thread until the value is there or <paramref name="timeout"/> is over. Makes none.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="value">The value; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether it is there; false when the time is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the value was there.</exception>
    public bool TryWait(TimeSpan timeout, [MaybeNullWhen(false)] out T value, CancellationToken cancellationToken = default) =>
        TryWait(Deadline.After(timeout), out value, cancellationToken);

    /// <summary>Blocks the thread until the value is there or <paramref name="deadline"/> has passed. Makes none.</summary>
    /// <param name="deadline">When to give up.</param>
    /// <param name="value">The value; the default one when false is returned.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    /// <returns>Whether it is there; false when the deadline has passed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the value was there.</exception>
    public bool TryWait(Deadline deadline, [MaybeNullWhen(false)] out T value, CancellationToken cancellationToken = default)
    {
        bool isSet = _set.Wait(deadline, cancellationToken);
        value = isSet ? _value.Read() : default;
        return isSet;
    }

    /// <summary>Completes when the value is there. Makes none.</summary>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task: the value. Its continuations never run on the thread that sets the value.</returns>
    public ValueTask<T> WaitAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(cancellationToken);
        return TryGet(out T? value) ? new ValueTask<T>(value) : WaitForValueAsync(cancellationToken);
    }

    /// <summary>Completes when the value is there, or <paramref name="timeout"/> is over. Makes none.</summary>
    /// <param name="timeout">How long to wait; zero to look without waiting, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task with true when the value is there, which <see cref="Get"/> then gives, and with false when the time is over. Its
    /// continuations never run on the thread that sets the value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>. Thrown at once.</exception>
    public ValueTask<bool> TryWaitAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        TryWaitAsync(Deadline.After(timeout), cancellationToken);

    /// <summary>Completes when the value is there, or <paramref name="deadline"/> has passed. Makes none.</summary>
    /// <param name="deadline">When to give up. It costs a timer.</param>
    /// <param name="cancellationToken">Ends the wait: the task is then cancelled.</param>
    /// <returns>A task with true when the value is there, which <see cref="Get"/> then gives, and with false when the deadline has passed. Its
    /// continuations never run on the thread that sets the value.</returns>
    public ValueTask<bool> TryWaitAsync(Deadline deadline, CancellationToken cancellationToken = default) =>
        new(_set.WaitAsync(deadline, cancellationToken));

    bool IEntrance<bool>.Enter(long lease) => true;

    bool IEntrance<bool>.GiveUp(long request) => false;

    private async ValueTask<T> WaitOrInitAsync(Func<CancellationToken, ValueTask<T>> initialize, CancellationToken cancellationToken)
    {
        // Where the caller's context says, as the user's code that may come next.
        await TaskEntry<bool>.EnterAsync(this, request: 0, Deadline.Never, cancellationToken).ConfigureAwait(true);
        if (TryGet(out T? value))
            return value;
        try
        {
            value = await initialize(cancellationToken).ConfigureAwait(ILoopContext.IsHere);
        }
        catch
        {
            _core.GiveUp();
            throw;
        }
        Set(value);
        return value;
    }

    private async ValueTask<T> WaitForValueAsync(CancellationToken cancellationToken)
    {
        await _set.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _value.Read();
    }

    private void Set(T value)
    {
        _value.Write(value);
        _set.Set();
        _core.Complete();
    }
}
