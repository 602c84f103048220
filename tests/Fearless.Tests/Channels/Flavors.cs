using Fearless.Channels;

namespace Fearless.Tests.Channels;

/// <summary>The flavours that one contract holds for, by name.</summary>
internal static class Flavors
{
    public static TheoryData<string> All => ["bounded 1", "bounded 2", "bounded 3", "bounded 100", "unbounded", "rendezvous", "broadcast 1", "broadcast 3", "priority", "priority 1", "priority 3"];

    public static TheoryData<string> Buffered => ["bounded 1", "bounded 2", "bounded 3", "bounded 100", "unbounded", "broadcast 1", "broadcast 3", "priority", "priority 1", "priority 3"];

    /// <summary>Those that fill up.</summary>
    public static TheoryData<string> Bounded => ["bounded 1", "bounded 2", "bounded 3", "bounded 100", "rendezvous", "broadcast 1", "broadcast 3", "priority 1", "priority 3"];

    /// <summary>Those that drop a value rather than let a sender wait; with room enough for the contracts that nothing is dropped.</summary>
    public static TheoryData<string> Lossy => ["lossy-DropOldest 100", "lossy-DropNewest 100", "lossy-DropSent 100", "broadcast-DropOldest 100"];

    /// <summary>All, where a test does not fill the channel.</summary>
    public static TheoryData<string> AllAndLossy => [.. All, .. Lossy];

    /// <summary>Those with room, where a test does not fill the channel.</summary>
    public static TheoryData<string> BufferedAndLossy => [.. Buffered, .. Lossy];

    public static (Sender<T> Sender, Receiver<T> Receiver) Create<T>(string flavor)
    {
        string[] parts = flavor.Split(' ');
        int capacity = parts.Length > 1 ? int.Parse(parts[1]) : 0;
        if (parts[0].StartsWith("broadcast", StringComparison.Ordinal))
        {
            // With one subscription a broadcast is a channel like any other.
            var (sender, topic) = Channel.Broadcast<T>(capacity, parts[0] == "broadcast" ? LagPolicy.Wait : LagPolicy.DropOldest);
            return (sender, topic.Subscribe());
        }
        var (tx, rx) = parts[0] switch
        {
            "unbounded" => Channel.Unbounded<T>(),
            "rendezvous" => Channel.Rendezvous<T>(),
            _ when parts[0].StartsWith("lossy-", StringComparison.Ordinal) => Channel.Bounded<T>(capacity, Enum.Parse<OverflowPolicy>(parts[0].AsSpan(6))),
            // Among equals it is a queue.
            "priority" when capacity == 0 => Channel.UnboundedPriority(Comparer<T>.Create(static (_, _) => 0)),
            "priority" => Channel.BoundedPriority(capacity, Comparer<T>.Create(static (_, _) => 0)),
            _ => Channel.Bounded<T>(capacity),
        };
        return (tx, rx);
    }

    /// <summary>Sends zeros until there is no more room.</summary>
    public static int Fill(Sender<int> tx)
    {
        int sent = 0;
        while (tx.TrySend(sent) == SendResult.Sent)
            sent++;
        return sent;
    }
}
