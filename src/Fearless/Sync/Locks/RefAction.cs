namespace Fearless.Sync;

/// <summary>Changes a value in place, with a state.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <typeparam name="TState">The type of the state.</typeparam>
/// <param name="value">The value itself, not a copy.</param>
/// <param name="state">What the change needs.</param>
public delegate void RefAction<T, in TState>(ref T value, TState state)
    where TState : allows ref struct;
