using System.Runtime.CompilerServices;
using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.Channels;

/// <summary>Sends to any one of several channels of the same type: by looking at each in turn, and as a <see cref="SelectionCore"/> when it
/// has to wait.</summary>
internal static class AnySend<T>
{
    /// <summary>Looks at each once, from a random one on.</summary>
    public static SendResult Try(ReadOnlySpan<Sender<T>> senders, T value, out int index)
    {
        if (senders.IsEmpty)
            throw NoSenders(nameof(senders));
        int start = FairOrder.NextOfThread(senders.Length);
        SendResult result = Look(senders, value, start, isSoon: true, out index);
        if (result != SendResult.Full)
            return result;
        // ORDERING: room that was made before this call is found; see AnyReceive.
        Fence.Full();
        return Look(senders, value, start, isSoon: false, out index);
    }

    /// <summary>The same for a caller that waits when it is in vain: see <see cref="ChannelCore{T}.TrySendSoon"/>.</summary>
    public static SendResult TrySoon(ReadOnlySpan<Sender<T>> senders, T value, out int index)
    {
        if (senders.IsEmpty)
            throw NoSenders(nameof(senders));
        return Look(senders, value, FairOrder.NextOfThread(senders.Length), isSoon: true, out index);
    }

    /// <summary>Sends after an attempt that was in vain; blocks the thread.</summary>
    public static SendResult Wait(
        ReadOnlySpan<Sender<T>> senders, T value, out int index, Deadline deadline, CancellationToken cancellationToken)
    {
        SelectionCore core = Prepare(senders, value, out long lease);
        try
        {
            SelectArm? chosen = SelectionRun.Wait(core, SelectionGoal.Complete, deadline, cancellationToken, out SelectResult result);
            (SendResult sent, index) = Taken(result, chosen);
            return sent;
        }
        finally
        {
            core.LeaveAndGiveBack(lease);
        }
    }

    /// <summary>Sends after an attempt that was in vain; completes when it could.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<(SendResult Result, int Index)> WaitAsync(
        ReadOnlyMemory<Sender<T>> senders, T value, Deadline deadline, CancellationToken cancellationToken)
    {
        SelectionCore core = Prepare(senders.Span, value, out long lease);
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
    private static SendResult Look(ReadOnlySpan<Sender<T>> senders, T value, int start, bool isSoon, out int index)
    {
        index = start;
        for (int turn = 0; turn < senders.Length; turn++)
        {
            Sender<T> sender = senders[index] ?? throw NoSender(index, nameof(senders));
            SendResult result = isSoon ? sender.Core.TrySendSoon(value) : sender.Core.TrySendFenced(value);
            GC.KeepAlive(sender);
            if (result != SendResult.Full)
                return result;
            index = index + 1 == senders.Length ? 0 : index + 1;
        }
        index = -1;
        return SendResult.Full;
    }

    private static SelectionCore Prepare(ReadOnlySpan<Sender<T>> senders, T value, out long lease)
    {
        // None of them is null: all were looked at.
        Selection selection = SelectionPool.Lend();
        SelectionCore core = selection.Core;
        lease = selection.Lease;
        core.Enter(lease);
        foreach (Sender<T> sender in senders)
            core.Add<SendArm<T, object?>>().Prepare(sender, value, onSent: null, onDisconnected: null);
        return core;
    }

    private static (SendResult Result, int Index) Taken(SelectResult result, SelectArm? chosen) => chosen is SendArm<T, object?> arm
        ? (arm.Take(), arm.Number)
        : (result == SelectResult.Cancelled ? SendResult.Cancelled : SendResult.TimedOut, -1);

    private static ArgumentException NoSenders(string parameter) =>
        new("There is nothing to send to. Pass at least one sender.", parameter);

    private static ArgumentException NoSender(int index, string parameter) =>
        new($"The sender at {index} is null. Pass only senders.", parameter);
}
