namespace Fearless.Testing.Linearizability;

/// <summary>All that was seen of one run. Runs that look alike need only be checked once.</summary>
internal sealed class RunRecord(Outcome[][] outcomes, int[][] clocks) : IEquatable<RunRecord>
{
    /// <summary>By chain.</summary>
    public Outcome[][] Outcomes { get; } = outcomes;

    /// <summary>By thread: for each operation, how many each thread had returned from.</summary>
    public int[][] Clocks { get; } = clocks;

    public bool Equals(RunRecord? other)
    {
        if (other is null)
            return false;
        for (int chain = 0; chain < Outcomes.Length; chain++)
        {
            if (!Outcomes[chain].AsSpan().SequenceEqual(other.Outcomes[chain]))
                return false;
        }
        for (int thread = 0; thread < Clocks.Length; thread++)
        {
            if (!Clocks[thread].AsSpan().SequenceEqual(other.Clocks[thread]))
                return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as RunRecord);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (Outcome[] chain in Outcomes)
        {
            foreach (Outcome outcome in chain)
                hash.Add(outcome);
        }
        foreach (int[] clocks in Clocks)
        {
            foreach (int clock in clocks)
                hash.Add(clock);
        }
        return hash.ToHashCode();
    }

    /// <summary>The history of the run of <paramref name="scenario"/>.</summary>
    public History<TSubject, TModel> ToHistory<TSubject, TModel>(Scenario<TSubject, TModel> scenario)
    {
        int threads = Clocks.Length;
        var chains = new HistoryStep<TSubject, TModel>[threads + 2][];
        int before = Outcomes[0].Length;
        chains[0] = [.. Outcomes[0].Select((outcome, i) => new HistoryStep<TSubject, TModel>(scenario.Before[i], outcome, new int[threads + 2]))];
        for (int thread = 0; thread < threads; thread++)
        {
            Outcome[] outcomes = Outcomes[thread + 1];
            chains[thread + 1] = new HistoryStep<TSubject, TModel>[outcomes.Length];
            for (int i = 0; i < outcomes.Length; i++)
            {
                int[] after = [before, .. Clocks[thread].AsSpan(i * threads, threads), 0];
                chains[thread + 1][i] = new(scenario.Threads[thread][i], outcomes[i], after);
            }
        }
        // What has not returned is behind nothing, so nothing comes after it.
        int[] all = [before, .. Enumerable.Range(1, threads).Select(chain => Outcomes[chain].Count(static outcome => HasEnded(outcome))), 0];
        chains[^1] = [.. Outcomes[^1].Select((outcome, i) => new HistoryStep<TSubject, TModel>(scenario.After[i], outcome, all))];
        return new(chains);
    }

    private static bool HasEnded(Outcome outcome) => outcome.IsComplete || outcome.Kind == OutcomeKind.Cancelled;
}
