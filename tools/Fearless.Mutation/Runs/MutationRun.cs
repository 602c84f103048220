using Fearless.Mutation.Sites;
using Spectre.Console;

namespace Fearless.Mutation.Runs;

/// <summary>Runs the tests once without a mutant, then once for every mutant, and writes down what became of each.</summary>
/// <remarks>Where <paramref name="filters"/> choose the tests, they are written down with what these do not catch, since others might.</remarks>
internal sealed class MutationRun(TestProgram tests, string[] filters, IReadOnlyList<MutationSite> sites, Ledger ledger)
{
    // A mutant may be slower than the code it replaces without being wrong, and the machine may be busier than it was; five times is another matter.
    private const int Slack = 5;
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(4);

    private string? Tried => filters.Length == 0 ? null : string.Join(' ', filters);

    /// <summary>Runs everything, with a progress bar.</summary>
    public void Run(IAnsiConsole console) => console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
        .Start(progress =>
        {
            Coverage coverage = Cover(progress);
            int caught = 0;
            ProgressTask bar = progress.AddTask("mutants", maxValue: sites.Count);
            foreach ((int index, MutationSite site) in sites.Index())
            {
                Verdict verdict = Judge(site, coverage);
                if (verdict.IsCaught)
                    caught++;
                ledger.Add(verdict);
                bar.Description = $"mutants ({index + 1 - caught} not caught)";
                bar.Increment(1);
            }
        });

    private Coverage Cover(ProgressContext progress)
    {
        var coverage = new Coverage();
        IReadOnlyList<string> methods = [.. tests.Methods().Where(
            method => filters.Length == 0 || filters.Any(filter => method.Contains(filter, StringComparison.Ordinal)))];
        ProgressTask bar = progress.AddTask("tests without a mutant", maxValue: methods.Count);
        foreach (string method in methods)
        {
            (TestRun run, IReadOnlyList<int> reached) = tests.Trace(method, Most);
            if (!run.Ended)
                (run, reached) = tests.Trace(method, Most);
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
            return new Verdict(site, Outcome.NotReached, Tried);

        TimeSpan limit = TimeSpan.FromTicks(Math.Clamp(usual.Ticks * Slack, Least.Ticks, Most.Ticks));
        if (ledger.LastCatcher(site) is { } catcher && methods.Contains(catcher) && Run(site, [catcher], limit) is { IsCaught: true } again)
            return again;
        return Run(site, methods, limit);
    }

    private Verdict Run(MutationSite site, IEnumerable<string> methods, TimeSpan limit)
    {
        TestRun run = tests.RunMutant(site.Id, methods, limit);
        // Time that the machine spent elsewhere, or stopped, is no verdict.
        if (!run.Ended)
            run = tests.RunMutant(site.Id, methods, limit);
        if (run.Passed)
            return new Verdict(site, Outcome.Survived, Tried);
        return new Verdict(site, run.Ended ? Outcome.Caught : Outcome.TimedOut, run.FirstFailure);
    }
}
