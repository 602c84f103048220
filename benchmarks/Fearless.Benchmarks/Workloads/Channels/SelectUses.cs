using Fearless.Channels;

namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>A new selection for every message, as in Crossbeam's benchmarks.</summary>
internal struct NewSelections : SelectThreads<NewSelections>.IUse
{
    public static void SendToAny(ChannelEnds<ulong>[] channels, int messages)
    {
        for (int sent = 0; sent < messages; sent++)
            Built.ToSend(channels).RunOnce();
    }

    public static ulong ReceiveFromAny(ChannelEnds<ulong>[] channels, int messages)
    {
        var sum = new Built.Tally();
        for (int received = 0; received < messages; received++)
            Built.ToReceive(channels, sum).RunOnce();
        return sum.Value;
    }
}

/// <summary>One selection for all messages.</summary>
internal struct OneSelection : SelectThreads<OneSelection>.IUse
{
    public static void SendToAny(ChannelEnds<ulong>[] channels, int messages)
    {
        using Selection selection = Built.ToSend(channels);
        for (int sent = 0; sent < messages; sent++)
            selection.Run();
    }

    public static ulong ReceiveFromAny(ChannelEnds<ulong>[] channels, int messages)
    {
        var sum = new Built.Tally();
        using Selection selection = Built.ToReceive(channels, sum);
        for (int received = 0; received < messages; received++)
            selection.Run();
        return sum.Value;
    }
}

/// <summary>Without any selection to build: any of an array of ends.</summary>
internal struct AnyOfArray : SelectThreads<AnyOfArray>.IUse
{
    public static void SendToAny(ChannelEnds<ulong>[] channels, int messages)
    {
        Sender<ulong>[] senders = [.. channels.Select(static channel => channel.Sender)];
        for (int sent = 0; sent < messages; sent++)
            Select.SendAny(senders, 1UL);
    }

    public static ulong ReceiveFromAny(ChannelEnds<ulong>[] channels, int messages)
    {
        Receiver<ulong>[] receivers = [.. channels.Select(static channel => channel.Receiver)];
        ulong sum = 0;
        for (int received = 0; received < messages; received++)
        {
            Select.ReceiveAny(receivers, out ulong value);
            sum += value;
        }
        return sum;
    }
}

/// <summary>Selections among all channels.</summary>
file static class Built
{
    public static Selection ToSend(ChannelEnds<ulong>[] channels)
    {
        Selection selection = Select.Create();
        foreach (var (sender, _) in channels)
            selection.Send(sender, 1UL);
        return selection;
    }

    public static Selection ToReceive(ChannelEnds<ulong>[] channels, Tally sum)
    {
        Selection selection = Select.Create();
        foreach (var (_, receiver) in channels)
            selection.Receive(receiver, sum, static (sum, value) => sum.Value += value);
        return selection;
    }

    internal sealed class Tally
    {
        public ulong Value;
    }
}
