using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Receives from any one of several channels of the same type: by looking at each in turn, and as a <see cref="SelectionCore"/>
/// when it has to wait.</summary>
internal static class AnyReceive<T>
{
    private static readonly Action<object?, T> NoHandler = static (_, _) => { };

    /// <summary>Looks at each once, from a random one on.</summary>
    public static ReceiveResult Try(ReadOnlySpan<Receiver<T>> receivers, out int index, out T value)
    {
        if (receivers.IsEmpty)
            throw NoReceivers(nameof(receivers));
        int start = FairOrder.NextOfThread(receivers.Length);
        ReceiveResult result = Look(receivers, start, isSoon: true, out index, out value);
        if (result != ReceiveResult.Empty)
            return result;
        // ORDERING: what was sent before this call is found. The first look may have seen channels as they were before; what it finds is
        // there all the same, so that a call that finds something pays for no fence.
        Fence.Full();
        return Look(receivers, start, isSoon: false, out index, out value);
    }

    /// <summary>The same for a caller that waits when it is in vain: see <see cref="ChannelCore{T}.TryReceiveSoon"/>.</summary>
    public static ReceiveResult TrySoon(ReadOnlySpan<Receiver<T>> receivers, out int index, out T value)
    {
        if (receivers.IsEmpty)
            throw NoReceivers(nameof(receivers));
        return Look(receivers, FairOrder.NextOfThread(receivers.Length), isSoon: true, out index, out value);
    }

    /// <summary>Receives after an attempt that was in vain; blocks the thread.</summary>
    public static ReceiveResult Wait(
        ReadOnlySpan<Receiver<T>> receivers, out int index, out T value, Deadline deadline, CancellationToken cancellationToken)
    {
        SelectionCore core = Prepare(receivers, out long lease);
        try
        {
            SelectArm? chosen = SelectionRun.Wait(core, SelectionGoal.Complete, deadline, cancellationToken, out SelectResult result);
            (ReceiveResult received, index, T? taken) = Taken(result, chosen);
            value = taken!;
            return received;
        }
        finally
        {
            core.LeaveAndGiveBack(lease);
        }
    }

    /// <summary>Receives after an attempt that was in vain; completes when it could.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<(ReceiveResult Result, int Index, T? Value)> WaitAsync(
        ReadOnlyMemory<Receiver<T>> receivers, Deadline deadline, CancellationToken cancellationToken)
    {
        SelectionCore core = Prepare(receivers.Span, out long lease);
        try
        {
            (SelectResult result, SelectArm? chosen) =
                await SelectionRun.WaitAsync(core, SelectionGoal.Complete, deadline, cancellationToken).ConfigureAwait(false);
            return Taken(result, chosen);
        }
        finally
        {
            core.LeaveAndGiveBack(lease);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReceiveResult Look(ReadOnlySpan<Receiver<T>> receivers, int start, bool isSoon, out int index, out T value)
    {
        index = start;
        for (int turn = 0; turn < receivers.Length; turn++)
        {
            Receiver<T> receiver = receivers[index] ?? throw NoReceiver(index, nameof(receivers));
            ReceiveResult result = isSoon ? receiver.Core.TryReceiveSoon(out value) : receiver.Core.TryReceiveFenced(out value);
            GC.KeepAlive(receiver);
            if (result != ReceiveResult.Empty)
                return result;
            index = index + 1 == receivers.Length ? 0 : index + 1;
        }
        index = -1;
        value = default!;
        return ReceiveResult.Empty;
    }

    private static SelectionCore Prepare(ReadOnlySpan<Receiver<T>> receivers, out long lease)
    {
        // None of them is null: all were looked at.
        Selection selection = SelectionPool.Lend();
        SelectionCore core = selection.Core;
        lease = selection.Lease;
        core.Enter(lease);
        foreach (Receiver<T> receiver in receivers)
            core.Add<ReceiveArm<T, object?>>().Prepare(receiver, null, NoHandler, onDisconnected: null);
        return core;
    }

    private static (ReceiveResult Result, int Index, T? Value) Taken(SelectResult result, SelectArm? chosen)
    {
        if (chosen is not ReceiveArm<T, object?> arm)
            return (result == SelectResult.Cancelled ? ReceiveResult.Cancelled : ReceiveResult.TimedOut, -1, default);
        ReceiveResult received = arm.Take(out T? value);
        return (received, arm.Number, value);
    }

    private static ArgumentException NoReceivers(string parameter) =>
        new("There is nothing to receive from. Pass at least one receiver.", parameter);

    private static ArgumentException NoReceiver(int index, string parameter) =>
        new($"The receiver at {index} is null. Pass only receivers; Channel.Never stands for one that never receives.", parameter);
}
