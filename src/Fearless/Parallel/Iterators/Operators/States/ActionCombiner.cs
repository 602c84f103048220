namespace Fearless.Plumbing;

/// <summary>Calls an action with a state and an item.</summary>
internal readonly struct ActionCombiner<TState, T>(Action<TState, T> action) : ICombiner<TState, T, Unit>
    where T : allows ref struct
{
    public Unit Combine(TState first, T second)
    {
        action(first, second);
        return Unit.Value;
    }
}
