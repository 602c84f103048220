namespace Fearless.Channels;

/// <summary>Begins a selection: waits for several operations on channels, and carries out exactly one.</summary>
/// <remarks>See <see cref="Selection"/> for the rest.</remarks>
/// <example><code>
/// var (numbers, a) = Channel.Bounded&lt;int&gt;(8);
/// var (words, b) = Channel.Unbounded&lt;string&gt;();
/// words.Send("first");
/// Select.Receive(a, number =&gt; Console.WriteLine(number * 2))
///     .Receive(b, word =&gt; Console.WriteLine(word.Length))
///     .Default(TimeSpan.FromMilliseconds(5), () =&gt; Console.WriteLine("nothing came"))
///     .RunOnce();
/// </code></example>
public static partial class Select
{
    /// <summary>A selection without operations; for loops that add them.</summary>
    /// <returns>The selection.</returns>
    public static Selection Create() => Selection.Begin();

    /// <inheritdoc cref="Selection.Receive{T}(Receiver{T}, Action{T}, Action)"/>
    public static Selection Receive<T>(Receiver<T> receiver, Action<T> onReceived, Action? onDisconnected = null) =>
        Selection.Begin().Receive(receiver, onReceived, onDisconnected);

    /// <inheritdoc cref="Selection.Receive{T, TState}(Receiver{T}, TState, Action{TState, T}, Action{TState})"/>
    public static Selection Receive<T, TState>(
        Receiver<T> receiver, TState state, Action<TState, T> onReceived, Action<TState>? onDisconnected = null) =>
        Selection.Begin().Receive(receiver, state, onReceived, onDisconnected);

    /// <inheritdoc cref="Selection.Send{T}(Sender{T}, T, Action, Action)"/>
    public static Selection Send<T>(Sender<T> sender, T value, Action? onSent = null, Action? onDisconnected = null) =>
        Selection.Begin().Send(sender, value, onSent, onDisconnected);

    /// <inheritdoc cref="Selection.SendWith{T}(Sender{T}, Func{T}, Action, Action, Action{T})"/>
    public static Selection SendWith<T>(
        Sender<T> sender, Func<T> make, Action? onSent = null, Action? onDisconnected = null, Action<T>? onUnsent = null) =>
        Selection.Begin().SendWith(sender, make, onSent, onDisconnected, onUnsent);

    /// <inheritdoc cref="Selection.SendWith{T, TState}(Sender{T}, TState, Func{TState, T}, Action{TState}, Action{TState}, Action{TState,
    /// T})"/>
    public static Selection SendWith<T, TState>(
        Sender<T> sender,
        TState state,
        Func<TState, T> make,
        Action<TState>? onSent = null,
        Action<TState>? onDisconnected = null,
        Action<TState, T>? onUnsent = null) =>
        Selection.Begin().SendWith(sender, state, make, onSent, onDisconnected, onUnsent);
}
