namespace Fearless.Sync;

/// <summary>Reads a value in place.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <param name="value">The value itself, not a copy.</param>
/// <returns>The result.</returns>
public delegate TResult InFunc<T, out TResult>(in T value);

/// <summary>Reads a value in place, with a state.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <param name="value">The value itself, not a copy.</param>
/// <param name="state">What the reader needs.</param>
/// <returns>The result.</returns>
public delegate TResult InFunc<T, in TState, out TResult>(in T value, TState state)
    where TState : allows ref struct;
