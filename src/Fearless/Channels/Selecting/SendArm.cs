using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Sends to one channel: a value, or one that is made when there is room for it.</summary>
[DebuggerDisplay("{Number}: send to {_sender}")]
internal sealed class SendArm<T, TState> : SelectArm
{
    private readonly WaitNode<T> _node = new(context: null, WaitOutcome.FirstOperation);
    private Sender<T> _sender = null!;
    private TState _state = default!;
    private Func<TState, T>? _make;
    // With the state or without.
    private Delegate? _onSent;
    private Delegate? _onDisconnected;
    private Delegate? _onUnsent;
    private ChannelCore<T>? _registeredWith;
    private SendResult _result;
    private T? _value;
    private bool _hasValue;

    public override bool HandsOver => _sender.Core.HandsOver;

    public override bool IsReady => _sender.Core.IsReadyToSend;

    /// <summary>Makes it an operation of the selection that begins, which sends a value that there is.</summary>
    public void Prepare(Sender<T> sender, T value, Delegate? onSent, Delegate? onDisconnected)
    {
        Prepare(sender, onSent, onDisconnected);
        _value = value;
        _hasValue = true;
        // Without a factory there is no handler of what it made either. To look is cheaper than to write.
        if (_make is not null)
            (_make, _onUnsent) = (null, null);
    }

    /// <summary>Makes it an operation of the selection that begins, which makes the value.</summary>
    public void Prepare(
        Sender<T> sender, TState state, Func<TState, T> make, Delegate? onSent, Delegate? onDisconnected, Delegate? onUnsent)
    {
        Prepare(sender, onSent, onDisconnected);
        if (typeof(TState).IsValueType || !ReferenceEquals(_state, state))
            _state = state;
        if (!ReferenceEquals(_make, make))
            _make = make;
        if (!ReferenceEquals(_onUnsent, onUnsent))
            _onUnsent = onUnsent;
        _value = default;
        _hasValue = false;
    }

    public override bool TryComplete() => TryComplete(_sender.Core);

    public override bool TryCompleteSoon() => _hasValue ? Complete(_sender.Core.TrySendSoon(_value!)) : TryComplete();

    public override bool Register(WaitContext context, int outcome)
    {
        if (_sender.Core.HandsOver && _hasValue)
            _node.Value.Write(_value!);
        return Register(context, outcome, isPromise: !_hasValue);
    }

    public override bool RegisterForReadiness(WaitContext context, int outcome) => Register(context, outcome, isPromise: true);

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

    public override void PassOn()
    {
        ChannelCore<T> core = _registeredWith!;
        _registeredWith = null;
        core.PassOnToSender();
    }

    public override void Invoke()
    {
        if (_result == SendResult.Sent)
            Call(_onSent);
        else if (_onDisconnected is not null)
            Call(_onDisconnected);
        else
            _sender.ThrowUnlessSent(_result, CancellationToken.None);
    }

    /// <summary>What was carried out, in place of <see cref="Invoke"/>; a value that was not sent is the caller's.</summary>
    public SendResult Take()
    {
        _value = default;
        return _result;
    }

    public override void Discard()
    {
        if (_make is null || !_hasValue)
            return;
        T value = _value!;
        Sent();
        if (_onUnsent is Action<T> plain)
            plain(value);
        else if (_onUnsent is not null)
            ((Action<TState, T>)_onUnsent)(_state, value);
        else if (value is IDisposable or IAsyncDisposable)
            Move.Dispose(value);
    }

    private void Prepare(Sender<T> sender, Delegate? onSent, Delegate? onDisconnected)
    {
        // See ReceiveArm: to compare costs less than to write.
        if (!ReferenceEquals(_sender, sender))
            _sender = sender;
        if (!ReferenceEquals(_onSent, onSent))
            _onSent = onSent;
        if (!ReferenceEquals(_onDisconnected, onDisconnected))
            _onDisconnected = onDisconnected;
    }

    private bool Register(WaitContext context, int outcome, bool isPromise)
    {
        // The same core as later, whatever happens to the end in between.
        _registeredWith = _sender.Core;
        _node.Context = context;
        _node.Outcome = outcome;
        _node.IsPromise = isPromise;
        return _registeredWith.RegisterSender(_node);
    }

    private void Call(Delegate? handler)
    {
        if (handler is Action plain)
            plain();
        else
            ((Action<TState>?)handler)?.Invoke(_state);
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
            // here for the next attempt.
            _value = _make!(_state);
            _hasValue = true;
        }
        return Complete(core.TrySendFenced(_value!));
    }

    private bool Complete(SendResult result)
    {
        _result = result;
        if (result == SendResult.Sent)
            Sent();
        return result != SendResult.Full;
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
