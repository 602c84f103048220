namespace Fearless.Testing.Linearizability;

/// <summary>Divides a history into one for each key.</summary>
/// <remarks>
/// A history of independent objects is linearizable exactly when the history of each object is, so a map can be checked key by key, which
/// takes far fewer orders.
/// <para>SOURCE: Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects", 1990, theorem 1 (locality); Horn and
/// Kroening, "Faster linearizability checking via P-compositionality", 2015.</para>
/// </remarks>
internal static class HistoryPartition
{
    public static IEnumerable<(object Key, History<TSubject, TModel> History)> Divide<TSubject, TModel>(
        History<TSubject, TModel> history, Func<Invocation<TSubject, TModel>, object> key)
    {
        HistoryStep<TSubject, TModel>[][] chains = history.Chains;
        object[][] keys = [.. chains.Select(steps => steps.Select(step => key(step.Invocation)).ToArray())];
        foreach (object current in keys.SelectMany(static keys => keys).Distinct().ToList())
        {
            // Before[chain][i]: how many of the first i steps of the chain have the key.
            int[][] before = [.. keys.Select(keys => CountsBefore(keys, current))];
            yield return (current, new([.. chains.Select((steps, chain) => Part(steps, keys[chain], current, before))]));
        }
    }

    private static HistoryStep<TSubject, TModel>[] Part<TSubject, TModel>(
        HistoryStep<TSubject, TModel>[] steps, object[] keys, object current, int[][] before) =>
        [
            .. steps
                .Where((_, index) => keys[index].Equals(current))
                .Select(step => step with { After = [.. step.After.Select((count, chain) => before[chain][count])] }),
        ];

    private static int[] CountsBefore(object[] keys, object current)
    {
        int[] counts = new int[keys.Length + 1];
        for (int i = 0; i < keys.Length; i++)
            counts[i + 1] = counts[i] + (keys[i].Equals(current) ? 1 : 0);
        return counts;
    }
}
