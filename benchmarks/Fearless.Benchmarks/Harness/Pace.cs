namespace Fearless.Benchmarks.Harness;

/// <summary>How long contenders warm up, and how many measured rounds follow.</summary>
/// <param name="WarmUp">Time for each contender before the first round; a second lets tiered compilation reach its last tier.</param>
/// <param name="LeadIn">Unmeasured time right before each measured run.</param>
/// <param name="Rounds">Measured rounds; every round runs each contender once.</param>
internal readonly record struct Pace(TimeSpan WarmUp, TimeSpan LeadIn, int Rounds)
{
    /// <summary>A lead-in that wakes the workers and lets the system spread them over the cores.</summary>
    /// <remarks>
    /// A worker that was asleep is woken on the core of its waker, and on some virtual machines it is tens of milliseconds before the system
    /// moves it to an idle one. Turn-taking puts every pool to sleep between its runs, so without a lead-in a short run shows that delay only.
    /// </remarks>
    public static readonly TimeSpan UsualLeadIn = TimeSpan.FromMilliseconds(40);

    /// <summary>One run as it comes.</summary>
    public static readonly Pace Once = new(TimeSpan.Zero, TimeSpan.Zero, Rounds: 1);
}
