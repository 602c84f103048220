using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>A thread that blocks on one channel until it can send or receive.</summary>
/// <remarks>Each thread keeps one for each type of value, so that blocking allocates nothing.</remarks>
internal sealed class BlockingWait<T> : ThreadContext
{
    [ThreadStatic]
    private static BlockingWait<T>? _ofThisThread;

    // Four senders and a receiver over a channel of 100, on two cores: without yields a sender sleeps 170,000 times for a million messages,
    // with four 7,000 times, for a fifth of the processor time; more change little.
    private const int Yields = ModelBuild.IsActive ? 0 : 4;
    private const int YieldingCapacity = 8;

    // A receiver that looks all the time gets one value with each look, and two threads that keep step in this way move a value in the time of
    // several. So where many values may wait for it, it gives the senders some time before each look: over a channel with room for all, one
    // sender and one receiver took 13 ns a value without, and 8 with four pauses.
    private const int LargeCapacity = 64;
    private const int PausesBeforeLooking = 4;

    private readonly WaitNode<T> _node;

    private BlockingWait() => _node = new WaitNode<T>(this, WaitOutcome.FirstOperation);

    /// <summary>Sends, after an attempt that found no room.</summary>
    public static SendResult Send(ChannelCore<T> core, T value, Deadline deadline, CancellationToken cancellationToken)
    {
        BlockingWait<T> wait = Borrow();
        try
        {
            return wait.WaitAndSend(core, value, deadline, cancellationToken);
        }
        finally
        {
            _ofThisThread = wait;
        }
    }

    /// <summary>Receives, after an attempt that found nothing.</summary>
    public static ReceiveResult Receive(ChannelCore<T> core, out T value, Deadline deadline, CancellationToken cancellationToken)
    {
        BlockingWait<T> wait = Borrow();
        try
        {
            return wait.WaitAndReceive(core, out value, deadline, cancellationToken);
        }
        finally
        {
            _ofThisThread = wait;
        }
    }

    /// <summary>Holds room, after an attempt that found none.</summary>
    public static SendResult Reserve(
        ChannelCore<T> core, out SendPermit<T>? permit, Deadline deadline, CancellationToken cancellationToken)
    {
        BlockingWait<T> wait = Borrow();
        try
        {
            return wait.WaitAndReserve(core, out permit, deadline, cancellationToken);
        }
        finally
        {
            _ofThisThread = wait;
        }
    }

    // Taken away while it is in use: a foreign clock is the user's code, and may use channels itself.
    private static BlockingWait<T> Borrow()
    {
        BlockingWait<T> wait = OfThisExecution(_ofThisThread) ?? new BlockingWait<T>();
        _ofThisThread = null;
        return wait;
    }

    private SendResult WaitAndSend(ChannelCore<T> core, T value, Deadline deadline, CancellationToken cancellationToken)
    {
        bool handsOver = core.HandsOver;
        // Room can be looked for without being registered, which then costs the other side nothing.
        WaitLook look = handsOver ? default : Spin.Begin();
        while (look.Next())
        {
            SendResult result = core.TrySendSoon(value);
            if (result != SendResult.Full)
            {
                Spin.Succeeded(look);
                return result;
            }
        }
        Spin.Failed(look);
        // A full channel means that its receivers are behind. Given the core, they make room for many; woken instead, by the first one that
        // takes a value, a sender sends one and sleeps again.
        int yields = core.Capacity >= YieldingCapacity ? Yields : 0;
        for (int round = 0; round < yields; round++)
        {
            Fearless.Atomics.Spin.Yield();
            SendResult result = core.TrySend(value);
            if (result != SendResult.Full)
                return result;
        }

        while (true)
        {
            SendResult result = core.TrySend(value);
            if (result != SendResult.Full)
                return result;
            if (cancellationToken.IsCancellationRequested)
                return SendResult.Cancelled;
            if (deadline.HasPassed)
                return SendResult.TimedOut;

            if (handsOver)
                _node.Value.Write(value);
            Arm();
            bool chosen = false;
            try
            {
                if (core.RegisterSender(_node))
                    TrySelect(WaitOutcome.Aborted);
                else if (handsOver)
                    SpinWhileWaiting();
                chosen = Wait(deadline, cancellationToken) == WaitOutcome.FirstOperation;
            }
            finally
            {
                // Chosen, it was taken out by whoever chose it.
                if (!chosen)
                    core.UnregisterSender(_node);
                if (handsOver)
                    _node.Value.Write(default!);
            }
            if (chosen && handsOver)
                return SendResult.Sent;
        }
    }

    private SendResult WaitAndReserve(
        ChannelCore<T> core, out SendPermit<T>? permit, Deadline deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            SendResult result = ChannelPermits.TryReserve(core, out permit);
            if (result != SendResult.Full)
                return result;
            if (cancellationToken.IsCancellationRequested)
                return SendResult.Cancelled;
            if (deadline.HasPassed)
                return SendResult.TimedOut;

            Arm();
            bool chosen = false;
            try
            {
                if (core.RegisterSender(_node))
                    TrySelect(WaitOutcome.Aborted);
                else
                    SpinWhileWaiting();
                chosen = Wait(deadline, cancellationToken) == WaitOutcome.FirstOperation;
            }
            finally
            {
                if (!chosen)
                    core.UnregisterSender(_node);
            }
        }
    }

    private ReceiveResult WaitAndReceive(ChannelCore<T> core, out T value, Deadline deadline, CancellationToken cancellationToken)
    {
        bool handsOver = core.HandsOver;
        WaitLook look = handsOver ? default : Spin.Begin();
        int pauses = core.Capacity >= LargeCapacity ? PausesBeforeLooking : 0;
        while (look.Next())
        {
            Fearless.Atomics.Spin.Wait(pauses);
            ReceiveResult result = core.TryReceiveSoon(out value);
            if (result != ReceiveResult.Empty)
            {
                Spin.Succeeded(look);
                return result;
            }
        }
        Spin.Failed(look);
        // Likewise, an empty channel with room for many means that its senders are behind, if they are at it at all.
        bool canFill = !handsOver && (core.Capacity is not { } capacity || capacity >= YieldingCapacity);
        WaitLook yielding = canFill ? Yielding.Begin() : default;
        if (yielding.IsAny)
        {
            for (int round = 0; round < Yields; round++)
            {
                Fearless.Atomics.Spin.Yield();
                ReceiveResult result = core.TryReceive(out value);
                if (result != ReceiveResult.Empty)
                {
                    Yielding.Succeeded(yielding);
                    return result;
                }
            }
            Yielding.Failed(yielding);
        }

        while (true)
        {
            ReceiveResult result = core.TryReceive(out value);
            if (result != ReceiveResult.Empty)
                return result;
            if (cancellationToken.IsCancellationRequested)
                return ReceiveResult.Cancelled;
            if (deadline.HasPassed)
                return ReceiveResult.TimedOut;

            Arm();
            bool chosen = false;
            try
            {
                if (core.RegisterReceiver(_node))
                    TrySelect(WaitOutcome.Aborted);
                else if (handsOver)
                    SpinWhileWaiting();
                chosen = Wait(deadline, cancellationToken) == WaitOutcome.FirstOperation;
            }
            finally
            {
                if (!chosen)
                    core.UnregisterReceiver(_node);
            }
            if (chosen && handsOver)
            {
                value = _node.Value.Take();
                return ReceiveResult.Received;
            }
        }
    }
}
