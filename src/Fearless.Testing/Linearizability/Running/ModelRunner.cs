namespace Fearless.Testing.Linearizability;

/// <summary>Runs scenarios under the model checker, in all their executions.</summary>
/// <remarks>
/// What precedes what is what the checker knows to happen before what: an operation precedes another one if, when that was invoked, its
/// thread knew that this one had returned. That it came first in the execution is not enough, since under .NET's memory model its effects
/// may be on their way still. Nothing is added to the program for it, neither an access nor an order.
/// <para>An operation that waits is cancelled by a thread of its own, at every moment at which that can be.</para>
/// </remarks>
internal sealed class ModelRunner<TSubject, TModel>(Specification<TSubject, TModel> specification, ModelOptions options)
    : ScenarioRunner<TSubject, TModel>
{
    private readonly HistoryVerifier<TSubject, TModel> _verifier = new(specification);

    /// <inheritdoc/>
    public override Violation<TSubject, TModel>? FindViolation(Scenario<TSubject, TModel> scenario, TimeSpan budget)
    {
        Violation<TSubject, TModel>? violation = null;
        try
        {
            TimeSpan duration = budget < options.MaxDuration ? budget : options.MaxDuration;
            Runs += Model.Check(() => Run(scenario, found => violation = found), options with { MaxDuration = duration }).Executions;
            return null;
        }
        catch (ModelFailureException failure)
        {
            Runs += failure.Report.Executions;
            // Without a contradiction something else went wrong: a data race, a thread that sleeps for ever.
            violation = failure.InnerException is ContradictionException ? violation : null;
            return (violation ?? new(scenario, new([[], []]), null, null)) with { Failure = failure };
        }
    }

    private void Run(Scenario<TSubject, TModel> scenario, Action<Violation<TSubject, TModel>> report)
    {
        TSubject subject = specification.CreateSubject();
        int threads = scenario.Threads.Count;
        var outcomes = new Outcome[threads + 2][];
        var clocks = new int[threads][];
        var returns = new List<ushort>[threads];
        var workers = new ModelThread[threads];
        outcomes[0] = [.. scenario.Before.Select(invocation => Execute(invocation, subject, default))];

        CancellationTokenSource? cancellation = scenario.Blocks ? new() : null;
        for (int thread = 0; thread < threads; thread++)
        {
            outcomes[thread + 1] = new Outcome[scenario.Threads[thread].Count];
            clocks[thread] = new int[scenario.Threads[thread].Count * threads];
            returns[thread] = [];
        }
        for (int thread = 0; thread < threads; thread++)
        {
            int index = thread;
            workers[thread] = Model.Thread(() => RunThread(index), $"thread {thread + 1}");
        }
        if (cancellation is not null)
            Model.Thread(() => Model.Cancel(cancellation), "canceller");
        foreach (ModelThread worker in workers)
            worker.Join();

        outcomes[^1] = [.. scenario.After.Select(invocation => Execute(invocation, subject, default))];
        (subject as IDisposable)?.Dispose();
        History<TSubject, TModel> history = new RunRecord(outcomes, clocks).ToHistory(scenario);
        if (_verifier.FindContradiction(history) is not { } contradiction)
            return;
        report(new(scenario, history, contradiction, null));
        throw new ContradictionException();

        void RunThread(int thread)
        {
            ModelThread self = Model.Running;
            IReadOnlyList<Invocation<TSubject, TModel>> invocations = scenario.Threads[thread];
            for (int i = 0; i < invocations.Count; i++)
            {
                for (int other = 0; other < threads; other++)
                {
                    int known = other == thread ? i : returns[other].TakeWhile(time => time <= self.Known[workers[other].Index]).Count();
                    clocks[thread][(i * threads) + other] = known;
                }
                outcomes[thread + 1][i] = Execute(invocations[i], subject, cancellation?.Token ?? default);
                // A moment of its own: whoever knows it knows that the operation has returned.
                Execution.Tick(self);
                returns[thread].Add(self.Time);
            }
        }
    }

    private static Outcome Execute(Invocation<TSubject, TModel> invocation, TSubject subject, CancellationToken token)
    {
        try
        {
            return Outcome.Returned(invocation.Invoke(subject, token));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return Outcome.Cancelled;
        }
        catch (Exception exception) when (exception is not ExecutionAbortedException)
        {
            return Outcome.Threw(exception);
        }
    }
}
