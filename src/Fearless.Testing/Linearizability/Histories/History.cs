namespace Fearless.Testing.Linearizability;

/// <summary>What was seen of one run: chains of operations that followed each other, and which operation ended before which other
/// began.</summary>
/// <remarks>
/// The first chain is the part before the threads, the last one the part after them, and those between are the threads. An operation's
/// predecessors are counts, one for each chain, since what precedes an operation is a beginning of every chain.
/// <para>SOURCE: the clocks are those of Lincheck (Koval et al., "Lincheck: a practical framework for testing concurrent data structures on
/// JVM", CAV 2023).</para>
/// </remarks>
internal sealed class History<TSubject, TModel>(HistoryStep<TSubject, TModel>[][] chains)
{
    public HistoryStep<TSubject, TModel>[][] Chains { get; } = chains;

    /// <summary>What a chain is called in a report.</summary>
    public string NameOf(int chain) => chain == 0 ? "before" : chain == Chains.Length - 1 ? "after" : $"thread {chain}";

    /// <summary>Whether another thread was in the midst of an operation during this one, as far as anybody has seen.</summary>
    public bool Overlaps(int chain, int index)
    {
        HistoryStep<TSubject, TModel> step = Chains[chain][index];
        for (int other = 1; other < Chains.Length - 1; other++)
        {
            if (other == chain)
                continue;
            // What ended before this step is behind After; of the rest, the first one that does not come after this step overlaps.
            int first = step.After[other];
            if (first < Chains[other].Length && Chains[other][first].After[chain] <= index)
                return true;
        }
        return false;
    }
}
