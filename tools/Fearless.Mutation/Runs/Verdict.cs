using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Runs;

/// <summary>What became of one mutant, and who noticed.</summary>
/// <param name="Site">The place that was changed.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="By">The test that failed first; or which tests did not fail, null being all.</param>
internal sealed record Verdict(MutationSite Site, Outcome Outcome, string? By)
{
    /// <summary>Whether the change was noticed.</summary>
    public bool IsCaught => Outcome is Outcome.Caught or Outcome.TimedOut;
}
