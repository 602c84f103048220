using Fearless.Mutation.Sites;
using Spectre.Console;

namespace Fearless.Mutation.Runs;

/// <summary>Runs the tests once without a mutant, then once for every mutant, and collects what became of each.</summary>
internal sealed class MutationRun(TestProgram tests, string[] filters, IReadOnlyList<MutationSite> sites, Ledger ledger)
{
    // A mutant may be slower than the code it replaces without being wrong, and the machine may be busier than it was; five times is another matter.
    private const int Slack = 5;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(4);

    /// <summary>Runs everything, with a progress bar, and returns the verdicts in the order of the sites.</summary>
    public IReadOnlyList<Verdict> Run(IAnsiConsole console)
    {
        var verdicts = new List<Verdict>();
        console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .Start(progress =>
            {
                Coverage? coverage = null;
                ProgressTask bar = progress.AddTask("mutants", maxValue: sites.Count);
                foreach (MutationSite site in sites)
                {
                    if (ledger.Find(site) is not { IsCaught: true } verdict)
                    {
                        verdict = Judge(site, coverage ??= Cover(progress));
                        ledger.Add(verdict);
                    }
                    verdicts.Add(verdict);
                    bar.Description = $"mutants ({verdicts.Count(static verdict => !verdict.IsCaught)} not caught)";
                    bar.Increment(1);
                }
            });
        return verdicts;
    }

    private Coverage Cover(ProgressContext progress)
    {
        var coverage = new Coverage();
        IReadOnlyList<string> methods = [.. tests.Methods().Where(
            method => filters.Length == 0 || filters.Any(filter => method.Contains(filter, StringComparison.Ordinal)))];
        ProgressTask bar = progress.AddTask("tests without a mutant", maxValue: methods.Count);
        foreach (string method in methods)
        {
            (TestRun run, IReadOnlyList<int> reached) = tests.Trace(method, Most);
            if (!run.Passed)
                throw new InvalidOperationException($"{method} fails without any mutant, so it can prove nothing. Mend it first.");
            coverage.Add(method, run.Duration, reached);
            bar.Increment(1);
        }
        return coverage;
    }

    private Verdict Judge(MutationSite site, Coverage coverage)
    {
        (IReadOnlyList<string> methods, TimeSpan usual) = coverage.Of(site.Id);
        if (methods.Count == 0)
            return new Verdict(site, Outcome.NotReached, By: null);

        TimeSpan limit = TimeSpan.FromTicks(Math.Clamp(usual.Ticks * Slack, Least.Ticks, Most.Ticks));
        TestRun run = tests.RunMutant(site.Id, methods, limit);
        Outcome outcome = !run.Ended ? Outcome.TimedOut : run.Passed ? Outcome.Survived : Outcome.Caught;
        return new Verdict(site, outcome, run.FirstFailure);
    }
}
