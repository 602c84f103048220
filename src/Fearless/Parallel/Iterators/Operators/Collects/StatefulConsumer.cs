using Fearless.Plumbing;

namespace Fearless;

/// <summary>Calls an action with every item and a state that each piece makes for itself.</summary>
internal struct StatefulConsumer<T, TState>(Func<TState> stateFactory, Action<TState, T> action) : IConsumer<StatefulConsumer<T, TState>, T>
    where T : allows ref struct
{
    private readonly Func<TState> _stateFactory = stateFactory;
    private readonly Action<TState, T> _action = action;
    private TState? _state;
    private bool _hasState;

    public readonly bool IsFull => false;

    public void Fold<TBlock>(TBlock block)
        where TBlock : IBlock<T>, allows ref struct
    {
        if (!_hasState)
            (_state, _hasState) = (_stateFactory(), true);
        int length = block.Length;
        for (int index = 0; index < length; index++)
        {
            if (block.TryGet(index, out T? item))
                _action(_state!, item);
        }
    }

    public readonly StatefulConsumer<T, TState> Split(long leftSlots) => new(_stateFactory, _action);

    public void Combine(StatefulConsumer<T, TState> right)
    {
    }
}
