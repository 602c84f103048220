using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Something that a receiver receives from, whatever sends: a sender, a watch, a oneshot or a clock.</summary>
internal sealed class Source
{
    private readonly Action _supply;
    private readonly Action? _end;

    private Source(Receiver<DateTimeOffset> receiver, Action supply, Action? end)
    {
        Receiver = receiver;
        _supply = supply;
        _end = end;
    }

    /// <summary>Those of which every receiver gets all values that it was made for.</summary>
    public static TheoryData<string> All => ["watch", "oneshot", "after", "tick", .. Flavors.AllAndLossy];

    /// <summary>Those that end.</summary>
    public static TheoryData<string> Ending => ["watch", "oneshot", .. Flavors.AllAndLossy];

    /// <summary>Those that more than one value comes from.</summary>
    public static TheoryData<string> Lasting => ["watch", "tick", .. Flavors.AllAndLossy];

    public Receiver<DateTimeOffset> Receiver { get; }

    public static Source Create(string name)
    {
        var clock = new ManualClock();
        switch (name)
        {
            case "watch":
                var (changer, watch) = Channel.Watch(default(DateTimeOffset));
                return new Source(watch.Subscribe(), () => changer.Send(default), changer.Dispose);
            case "oneshot":
                var (once, answer) = Channel.Oneshot<DateTimeOffset>();
                return new Source(answer.ToReceiver(), () => once.Send(default), once.Dispose);
            case "after":
                return new Source(Channel.After(TimeSpan.FromMinutes(1), clock), () => clock.Advance(TimeSpan.FromMinutes(1)), end: null);
            case "tick":
                return new Source(Channel.Tick(TimeSpan.FromMinutes(1), clock), () => clock.Advance(TimeSpan.FromMinutes(1)), end: null);
            default:
                var (tx, rx) = Flavors.Create<DateTimeOffset>(name);
                return new Source(rx, () => tx.Send(default), tx.Dispose);
        }
    }

    /// <summary>Lets one value come. On a rendezvous it waits for who receives it.</summary>
    public void Supply() => _supply();

    /// <summary>Lets nothing more come.</summary>
    public void End() => _end!();
}
