using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Receives from one channel.</summary>
internal sealed class ReceiveArm<T, TState>(
    Receiver<T> receiver, int outcome, TState state, Action<TState, T> onReceived, Action<TState>? onDisconnected) : SelectArm
{
    private readonly WaitNode<T> _node = new(context: null, outcome);
    private ChannelCore<T>? _registeredWith;
    private ReceiveResult _result;
    private T? _value;

    public override bool TryComplete() => TryComplete(receiver.Core);

    public override bool Register(WaitContext context)
    {
        // The same core as later, whatever happens to the end in between.
        _registeredWith = receiver.Core;
        _node.Context = context;
        return _registeredWith.RegisterReceiver(_node);
    }

    public override bool Watch(IWaitObserver observer)
    {
        _registeredWith = receiver.Core;
        _node.Observer = observer;
        return _registeredWith.RegisterReceiver(_node);
    }

    public override void Unregister()
    {
        _registeredWith?.UnregisterReceiver(_node);
        _registeredWith = null;
    }

    public override bool CompleteChosen()
    {
        ChannelCore<T> core = _registeredWith!;
        _registeredWith = null;
        if (!core.HandsOver)
            return TryComplete(core);
        _value = _node.Value.Take();
        _result = ReceiveResult.Received;
        return true;
    }

    public override void Invoke()
    {
        T? value = _value;
        _value = default;
        if (_result == ReceiveResult.Received)
            onReceived(state, value!);
        else if (onDisconnected is not null)
            onDisconnected(state);
        else
            receiver.ThrowNotReceived(_result, CancellationToken.None);
    }

    public override void Discard()
    {
    }

    private bool TryComplete(ChannelCore<T> core)
    {
        _result = core.TryReceive(out _value);
        return _result != ReceiveResult.Empty;
    }
}
