namespace Fearless.Testing.Linearizability;

/// <summary>The scenarios that are a little smaller than a given one.</summary>
internal static class ScenarioShrinker
{
    /// <summary>Without a thread, then without one operation of a thread, then without one of those before or after; the largest cuts
    /// first.</summary>
    public static IEnumerable<Scenario<TSubject, TModel>> SmallerThan<TSubject, TModel>(Scenario<TSubject, TModel> scenario)
    {
        for (int thread = 0; thread < scenario.Threads.Count && scenario.Threads.Count > 1; thread++)
            yield return scenario with { Threads = Without(scenario.Threads, thread) };
        if (scenario.After.Count > 0)
            yield return scenario with { After = [] };
        if (scenario.Before.Count > 0)
            yield return scenario with { Before = [] };
        for (int thread = 0; thread < scenario.Threads.Count; thread++)
        {
            for (int i = scenario.Threads[thread].Count - 1; i >= 0 && scenario.Threads[thread].Count > 1; i--)
                yield return scenario with { Threads = Replace(scenario.Threads, thread, Without(scenario.Threads[thread], i)) };
        }
        for (int i = scenario.After.Count - 1; i >= 0; i--)
            yield return scenario with { After = Without(scenario.After, i) };
        for (int i = scenario.Before.Count - 1; i >= 0; i--)
            yield return scenario with { Before = Without(scenario.Before, i) };
    }

    private static T[] Without<T>(IReadOnlyList<T> items, int index) => [.. items.Take(index), .. items.Skip(index + 1)];

    private static T[] Replace<T>(IReadOnlyList<T> items, int index, T item) => [.. items.Take(index), item, .. items.Skip(index + 1)];
}
