using System.Diagnostics;
using System.Runtime.CompilerServices;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Receives from one channel.</summary>
[DebuggerDisplay("{Number}: receive from {_receiver}")]
internal sealed class ReceiveArm<T, TState> : SelectArm
{
    private readonly WaitNode<T> _node = new(context: null, WaitOutcome.FirstOperation);
    private Receiver<T> _receiver = null!;
    private TState _state = default!;
    private Action<TState, T> _onReceived = null!;
    // With the state or without.
    private Delegate? _onDisconnected;
    private ChannelCore<T>? _registeredWith;
    private ReceiveResult _result;
    private T? _value;

    public override bool HandsOver => _receiver.Core.HandsOver;

    public override bool IsReady => _receiver.Core.IsReadyToReceive;

    /// <summary>Makes it an operation of the selection that begins.</summary>
    public void Prepare(Receiver<T> receiver, TState state, Action<TState, T> onReceived, Delegate? onDisconnected)
    {
        // A loop begins the same selection again and again. To compare costs less than to write a reference, which the collector is told
        // of.
        if (!ReferenceEquals(_receiver, receiver))
            _receiver = receiver;
        if (typeof(TState).IsValueType || !ReferenceEquals(_state, state))
            _state = state;
        if (!ReferenceEquals(_onReceived, onReceived))
            _onReceived = onReceived;
        if (!ReferenceEquals(_onDisconnected, onDisconnected))
            _onDisconnected = onDisconnected;
    }

    public override bool TryComplete() => TryComplete(_receiver.Core);

    public override bool TryCompleteSoon()
    {
        _result = _receiver.Core.TryReceiveSoon(out _value);
        return _result != ReceiveResult.Empty;
    }

    public override bool Register(WaitContext context, int outcome) => Register(context, outcome, isPromise: false);

    public override bool RegisterForReadiness(WaitContext context, int outcome) => Register(context, outcome, isPromise: true);

    public override bool Watch(IWaitObserver observer)
    {
        _registeredWith = _receiver.Core;
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

    public override void PassOn()
    {
        ChannelCore<T> core = _registeredWith!;
        _registeredWith = null;
        core.PassOnToReceiver();
    }

    public override void Invoke()
    {
        T? value = _value;
        _value = default;
        if (_result == ReceiveResult.Received)
            _onReceived(_state, value!);
        else if (_onDisconnected is Action plain)
            plain();
        else if (_onDisconnected is not null)
            Unsafe.As<Action<TState>>(_onDisconnected)(_state); // SAFETY: it came with this state; see Selection.Receive.
        else
            _receiver.ThrowNotReceived(_result, CancellationToken.None);
    }

    /// <summary>What was carried out, in place of <see cref="Invoke"/>.</summary>
    public ReceiveResult Take(out T? value)
    {
        value = _value;
        _value = default;
        return _result;
    }

    public override void Discard()
    {
    }

    private bool Register(WaitContext context, int outcome, bool isPromise)
    {
        // The same core as later, whatever happens to the end in between.
        _registeredWith = _receiver.Core;
        _node.Context = context;
        _node.Outcome = outcome;
        _node.IsPromise = isPromise;
        return _registeredWith.RegisterReceiver(_node);
    }

    private bool TryComplete(ChannelCore<T> core)
    {
        _result = core.TryReceiveFenced(out _value);
        return _result != ReceiveResult.Empty;
    }
}
