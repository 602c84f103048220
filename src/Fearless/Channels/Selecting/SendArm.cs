using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Sends to one channel: a value, or one that is made when there is room for it.</summary>
internal sealed class SendArm<T, TState> : SelectArm
{
    private readonly Sender<T> _sender;
    private readonly TState _state;
    private readonly Func<TState, T>? _make;
    private readonly Action<TState>? _onSent;
    private readonly Action<TState>? _onDisconnected;
    private readonly WaitNode<T> _node;
    private ChannelCore<T>? _registeredWith;
    private SendResult _result;
    private T? _value;
    private bool _hasValue;

    public SendArm(
        Sender<T> sender, int outcome, TState state, T? value, Func<TState, T>? make, Action<TState>? onSent, Action<TState>? onDisconnected)
    {
        _sender = sender;
        _state = state;
        _value = value;
        _hasValue = make is null;
        _make = make;
        _onSent = onSent;
        _onDisconnected = onDisconnected;
        _node = new WaitNode<T>(context: null, outcome);
    }

    public override bool TryComplete() => TryComplete(_sender.Core);

    public override bool Register(WaitContext context)
    {
        // The same core as later, whatever happens to the end in between.
        _registeredWith = _sender.Core;
        _node.Context = context;
        _node.IsPromise = !_hasValue;
        if (_registeredWith.HandsOver && _hasValue)
            _node.Value.Write(_value!);
        return _registeredWith.RegisterSender(_node);
    }

    public override bool Watch(IWaitObserver observer)
    {
        _registeredWith = _sender.Core;
        _node.Observer = observer;
        return _registeredWith.RegisterSender(_node);
    }

    public override void Unregister()
    {
        _registeredWith?.UnregisterSender(_node);
        _registeredWith = null;
        _node.Value.Write(default!);
    }

    public override bool CompleteChosen()
    {
        ChannelCore<T> core = _registeredWith!;
        _registeredWith = null;
        if (!core.HandsOver || _node.IsPromise)
        {
            try
            {
                return TryComplete(core);
            }
            catch
            {
                // The factory threw. There is still room, and nobody else was told of it.
                core.PassOnToSender();
                throw;
            }
        }
        _node.Value.Write(default!);
        _result = SendResult.Sent;
        Sent();
        return true;
    }

    public override void Invoke()
    {
        if (_result == SendResult.Sent)
            _onSent?.Invoke(_state);
        else if (_onDisconnected is not null)
            _onDisconnected(_state);
        else
            _sender.ThrowUnlessSent(_result, CancellationToken.None);
    }

    public override void Discard()
    {
        if (_make is null || !_hasValue)
            return;
        T value = _value!;
        Sent();
        if (value is IDisposable or IAsyncDisposable)
            Move.Dispose(value);
    }

    private bool TryComplete(ChannelCore<T> core)
    {
        if (!_hasValue)
        {
            if (!core.IsReadyToSend)
                return false;
            if (core.IsDisconnected)
            {
                _result = SendResult.Disconnected;
                return true;
            }
            // The user's code: nothing is reserved or registered while it runs. If others take the room in the meantime, the value stays
            // here
            // for the next attempt.
            _value = _make!(_state);
            _hasValue = true;
        }
        _result = core.TrySend(_value!);
        if (_result == SendResult.Sent)
            Sent();
        return _result != SendResult.Full;
    }

    // A value that was given is sent again by the next run; one that was made is gone.
    private void Sent()
    {
        if (_make is null)
            return;
        _value = default;
        _hasValue = false;
    }
}
