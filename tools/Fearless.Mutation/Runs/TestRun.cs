namespace Fearless.Mutation.Runs;

/// <summary>How one run of the test program ended.</summary>
/// <param name="Ended">False when it was stopped because its time was over.</param>
/// <param name="Passed">Whether all of its tests passed.</param>
/// <param name="FirstFailure">The name of the test that failed first, if the output names one.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record TestRun(bool Ended, bool Passed, string? FirstFailure, TimeSpan Duration);
