namespace Fearless.Benchmarks.Workloads.Channels;

/// <summary>Who sends to whom.</summary>
/// <remarks>SOURCE: crossbeam, <c>crossbeam-channel/benchmarks/crossbeam-channel.rs</c>: the tests, and four threads a side.</remarks>
/// <param name="Name">What the reports and the Rust process call it.</param>
/// <param name="Senders">How many send; each an equal share of the messages.</param>
/// <param name="Receivers">How many receive, beside the caller where it is none.</param>
internal sealed record ChannelShape(string Name, int Senders, int Receivers)
{
    private const int Many = 4;

    /// <summary>One thread sends everything, then receives everything.</summary>
    public static ChannelShape Sequential { get; } = new("seq", 1, 0);

    /// <summary>One sender; the caller receives.</summary>
    public static ChannelShape OneToOne { get; } = new("spsc", 1, 0);

    /// <summary>Many senders; the caller receives.</summary>
    public static ChannelShape ManyToOne { get; } = new("mpsc", Many, 0);

    /// <summary>Many senders and as many receivers.</summary>
    public static ChannelShape ManyToMany { get; } = new("mpmc", Many, Many);

    /// <summary>Many channels with a sender each; the caller selects among all of them.</summary>
    public static ChannelShape SelectToReceive { get; } = new("select-rx", Many, 0);

    /// <summary>Many channels; many senders and receivers select among all of them.</summary>
    public static ChannelShape SelectBoth { get; } = new("select-both", Many, Many);

    /// <summary>What all that is received adds up to: each sender sends the numbers from zero up, or ones where it selects, so that one
    /// selection can send them all.</summary>
    public ulong Sum(int messages)
    {
        if (this == SelectBoth)
            return (ulong)messages;
        ulong share = (ulong)(messages / Senders);
        return (ulong)Senders * (share * (share - 1) / 2);
    }
}
