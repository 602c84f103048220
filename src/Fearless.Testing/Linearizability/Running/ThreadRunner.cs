using System.Diagnostics;
using Fearless.Testing.Running;

namespace Fearless.Testing.Linearizability;

/// <summary>Runs scenarios on real threads, many times, and checks what it sees.</summary>
internal sealed class ThreadRunner<TSubject, TModel> : ScenarioRunner<TSubject, TModel>, IDisposable
{
    private const int FewestRuns = 8;
    private const int MostRuns = 256;

    // Beyond this many different runs of a scenario, each is checked as if it were new.
    private const int MostRecords = 10_000;

    private static readonly TimeSpan FullBatch = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    private readonly Specification<TSubject, TModel> _specification;
    private readonly HistoryVerifier<TSubject, TModel> _verifier;
    private readonly TimeSpan _patience;
    private readonly ThreadTeam _team;
    private readonly Random[] _randoms;

    public ThreadRunner(Specification<TSubject, TModel> specification, LinearizabilityOptions options, int seed)
    {
        _specification = specification;
        _verifier = new(specification);
        _patience = options.Patience;
        _team = new(options.Threads);
        _randoms = [.. Enumerable.Range(0, options.Threads).Select(thread => new Random(seed + thread))];
    }

    /// <inheritdoc/>
    public override Violation<TSubject, TModel>? FindViolation(Scenario<TSubject, TModel> scenario, TimeSpan budget)
    {
        var seen = new HashSet<RunRecord>();
        Batch<TSubject, TModel>? batch = null;
        long start = Stopwatch.GetTimestamp();
        int runs = FewestRuns;
        do
        {
            if (batch?.Runs != runs)
                batch = new(scenario, runs, _specification.CreateSubject);
            long batchStart = Stopwatch.GetTimestamp();
            Violation<TSubject, TModel>? violation = RunBatch(batch, seen);
            if (violation is not null || IsBroken)
                return violation;
            if (Stopwatch.GetElapsedTime(batchStart) < FullBatch && runs < MostRuns)
                runs *= 2;
        }
        while (Stopwatch.GetElapsedTime(start) < budget);
        return null;
    }

    public void Dispose() => _team.Dispose();

    private Violation<TSubject, TModel>? RunBatch(Batch<TSubject, TModel> batch, HashSet<RunRecord> seen)
    {
        batch.Reset();
        _team.Start(1, _ => batch.RunBefore());
        if (Watch(batch, 0, 0) is { } early)
            return early;
        _team.Start(batch.Scenario.Threads.Count, thread => batch.RunThread(thread, _randoms[thread]));
        if (Watch(batch, 1, batch.Chains.Count - 2) is { } violation)
            return violation;
        _team.Start(1, _ => batch.RunAfter());
        if (Watch(batch, batch.Chains.Count - 1, batch.Chains.Count - 1) is { } late)
            return late;
        Runs += batch.Runs;
        return Check(batch, seen);
    }

    private Violation<TSubject, TModel>? Check(Batch<TSubject, TModel> batch, HashSet<RunRecord> seen)
    {
        Violation<TSubject, TModel>? violation = null;
        for (int run = 0; run < batch.Runs && violation is null; run++)
        {
            RunRecord record = batch.Record(run, Outcome.Pending);
            if (seen.Contains(record))
                continue;
            if (seen.Count < MostRecords)
                seen.Add(record);
            History<TSubject, TModel> history = record.ToHistory(batch.Scenario);
            if (_verifier.FindContradiction(history) is { } contradiction)
                violation = new(batch.Scenario, history, contradiction, null);
        }
        batch.DisposeSubjects();
        return violation;
    }

    /// <summary>Waits for the threads that do the chains from <paramref name="first"/> to <paramref name="last"/>, and cancels operations
    /// that wait with good reason.</summary>
    /// <returns>What is wrong if a thread does not end.</returns>
    private Violation<TSubject, TModel>? Watch(Batch<TSubject, TModel> batch, int first, int last)
    {
        (int, int) standstill = default;
        long since = Stopwatch.GetTimestamp();
        while (!_team.Wait(Glance))
        {
            // The threads that are furthest behind. All others have this run behind them, or are in it too.
            int run = Enumerable.Range(first, last - first + 1).Where(chain => IsAtWork(batch, chain)).Select(batch.BegunBy).DefaultIfEmpty(0).Min() - 1;
            if (run < 0)
                continue;
            (int, int) progress = (run, Enumerable.Range(first, last - first + 1).Sum(chain => batch.ReturnedOf(chain, run)));
            if (progress != standstill)
            {
                standstill = progress;
                since = Stopwatch.GetTimestamp();
            }
            bool isLate = Stopwatch.GetElapsedTime(since) > _patience;
            bool allWait = AllWait(batch, run);
            if (!allWait && !isLate)
                continue;
            History<TSubject, TModel> history = batch.Record(run, allWait ? Outcome.Waiting : Outcome.Pending).ToHistory(batch.Scenario);
            Contradiction<TSubject, TModel>? contradiction = _verifier.FindContradiction(history);
            if (contradiction is null && allWait && !isLate)
            {
                batch.Cancel(run);
                continue;
            }
            if (isLate)
                return Abandon(batch, run, history, contradiction);
        }
        return null;
    }

    /// <summary>Whether every thread that is in <paramref name="run"/> is in an operation that may wait.</summary>
    private static bool AllWait(Batch<TSubject, TModel> batch, int run)
    {
        for (int chain = 1; chain <= batch.Scenario.Threads.Count; chain++)
        {
            int returned = batch.ReturnedOf(chain, run);
            if (returned < batch.Chains[chain].Count && !batch.Chains[chain][returned].Operation.Blocks)
                return false;
        }
        return true;
    }

    private static bool IsAtWork(Batch<TSubject, TModel> batch, int chain) =>
        batch.Chains[chain].Count > 0 && (batch.BegunBy(chain) < batch.Runs || batch.ReturnedOf(chain, batch.Runs - 1) < batch.Chains[chain].Count);

    private Violation<TSubject, TModel> Abandon(
        Batch<TSubject, TModel> batch, int run, History<TSubject, TModel> history, Contradiction<TSubject, TModel>? contradiction)
    {
        string hung = string.Join(" and ", history.Chains
            .SelectMany((steps, chain) => steps.Where(static step => !step.Outcome.IsComplete && step.Outcome.Kind != OutcomeKind.Cancelled)
            .Select(step => $"{step.Invocation} of {history.NameOf(chain)}")));
        for (int other = 0; other < batch.Runs; other++)
            batch.Cancel(other);
        // Operations that heed their token end now; the threads of others are lost.
        IsBroken = !_team.Wait(TimeSpan.FromSeconds(1));
        return new(batch.Scenario, history, contradiction, hung);
    }
}
