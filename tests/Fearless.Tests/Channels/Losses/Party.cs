namespace Fearless.Tests.Channels.Losses;

/// <summary>How long one of those who send or receive waits: without an end, or for a moment and until its token is cancelled.</summary>
internal sealed class Party(Random seed, Canceller canceller)
{
    public Random Random { get; } = new(seed.Next());

    public bool IsPatient { get; } = seed.Next(2) == 0;

    public TimeSpan Timeout => IsPatient ? System.Threading.Timeout.InfiniteTimeSpan : TimeSpan.FromMicroseconds(Random.Next(300));

    public Fearless.Sync.Deadline Deadline => Fearless.Sync.Deadline.After(Timeout);

    public CancellationToken Token => IsPatient ? CancellationToken.None : canceller.Token;
}
