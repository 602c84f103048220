using Fearless.Channels;

namespace Fearless.Tests.Channels;

/// <summary>The flavours that one contract holds for, by name.</summary>
internal static class Flavors
{
    public static TheoryData<string> All => ["bounded 1", "bounded 2", "bounded 3", "bounded 100", "unbounded", "rendezvous"];

    public static TheoryData<string> Buffered => ["bounded 1", "bounded 2", "bounded 3", "bounded 100", "unbounded"];

    /// <summary>Those that fill up.</summary>
    public static TheoryData<string> Bounded => ["bounded 1", "bounded 2", "bounded 3", "bounded 100", "rendezvous"];

    public static ChannelEnds<T> Create<T>(string flavor) => flavor switch
    {
        "unbounded" => Channel.Unbounded<T>(),
        "rendezvous" => Channel.Rendezvous<T>(),
        _ => Channel.Bounded<T>(int.Parse(flavor.AsSpan("bounded ".Length))),
    };

    /// <summary>Sends zeros until there is no more room.</summary>
    public static int Fill(Sender<int> tx)
    {
        int sent = 0;
        while (tx.TrySend(sent) == SendResult.Sent)
            sent++;
        return sent;
    }
}
