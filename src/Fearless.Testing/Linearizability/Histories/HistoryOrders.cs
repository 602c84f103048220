namespace Fearless.Testing.Linearizability;

/// <summary>The same history with less order, for structures that promise less.</summary>
internal static class HistoryOrders
{
    public static History<TSubject, TModel> For<TSubject, TModel>(History<TSubject, TModel> history, Consistency consistency) => consistency switch
    {
        Consistency.Sequential => WithoutOrderBetweenThreads(history),
        Consistency.Quiescent => WithOrderOfQuietMoments(history),
        _ => history,
    };

    private static History<TSubject, TModel> WithoutOrderBetweenThreads<TSubject, TModel>(History<TSubject, TModel> history)
    {
        int chains = history.Chains.Length;
        return new([.. history.Chains.Select((steps, chain) => Relaxed(steps, chain))]);

        HistoryStep<TSubject, TModel>[] Relaxed(HistoryStep<TSubject, TModel>[] steps, int chain) => chain == chains - 1
            ? steps
            : [.. steps.Select(step => step with { After = [.. step.After.Select((count, other) => other == 0 ? count : 0)] })];
    }

    /// <summary>Operations are ordered only if, between them, there was a moment at which none was under way.</summary>
    /// <remarks>Each step becomes a chain of its own, since even those of one thread may change places.</remarks>
    private static History<TSubject, TModel> WithOrderOfQuietMoments<TSubject, TModel>(History<TSubject, TModel> history)
    {
        HistoryStep<TSubject, TModel>[][] chains = history.Chains;
        List<int[]> moments = QuietMoments(chains);
        List<(int Chain, int Index)> steps =
            [.. Enumerable.Range(1, chains.Length - 2).SelectMany(chain => Enumerable.Range(0, chains[chain].Length).Select(index => (chain, index)))];

        var result = new HistoryStep<TSubject, TModel>[steps.Count + 2][];
        result[0] = [.. chains[0].Select(step => step with { After = new int[result.Length] })];
        for (int i = 0; i < steps.Count; i++)
        {
            (int chain, int index) = steps[i];
            int[]? moment = moments.FindLast(moment => moment[chain] <= index);
            int[] after = new int[result.Length];
            after[0] = chains[0].Length;
            for (int j = 0; moment is not null && j < steps.Count; j++)
                after[j + 1] = steps[j].Index < moment[steps[j].Chain] ? 1 : 0;
            result[i + 1] = [chains[chain][index] with { After = after }];
        }
        int[] all = [chains[0].Length, .. steps.Select(step => HasEnded(chains[step.Chain][step.Index]) ? 1 : 0), 0];
        result[^1] = [.. chains[^1].Select(step => step with { After = all })];
        return new(result);
    }

    /// <summary>How many steps each thread had done at each quiet moment, in their order.</summary>
    private static List<int[]> QuietMoments<TSubject, TModel>(HistoryStep<TSubject, TModel>[][] chains)
    {
        List<int[]> moments = [];
        int[] current = new int[chains.Length];
        while (true)
        {
            // Two quiet moments always follow one another, so of the next ones from each thread the smallest is the next of all.
            int[]? next = null;
            for (int chain = 1; chain < chains.Length - 1; chain++)
            {
                if (current[chain] == chains[chain].Length)
                    continue;
                int[]? moment = NextQuietMoment(chains, current, chain);
                if (moment is not null && (next is null || moment.Sum() < next.Sum()))
                    next = moment;
            }
            if (next is null)
                return moments;
            moments.Add(current = next);
        }
    }

    /// <summary>The first quiet moment after <paramref name="current"/> that has the next step of <paramref name="first"/> behind it, if
    /// any.</summary>
    private static int[]? NextQuietMoment<TSubject, TModel>(HistoryStep<TSubject, TModel>[][] chains, int[] current, int first)
    {
        int[] moment = [.. current];
        moment[first]++;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int chain = 1; chain < chains.Length - 1; chain++)
            {
                while (moment[chain] < chains[chain].Length && !ComesAfter(chains[chain][moment[chain]].After, moment))
                {
                    moment[chain]++;
                    changed = true;
                }
            }
        }
        // It is not quiet while an operation that never returned is under way.
        for (int chain = 1; chain < chains.Length - 1; chain++)
        {
            if (moment[chain] > 0 && !HasEnded(chains[chain][moment[chain] - 1]))
                return null;
        }
        return moment;
    }

    private static bool HasEnded<TSubject, TModel>(HistoryStep<TSubject, TModel> step) =>
        step.Outcome.IsComplete || step.Outcome.Kind == OutcomeKind.Cancelled;

    private static bool ComesAfter(int[] after, int[] moment)
    {
        for (int chain = 1; chain < moment.Length - 1; chain++)
        {
            if (after[chain] < moment[chain])
                return false;
        }
        return true;
    }
}
