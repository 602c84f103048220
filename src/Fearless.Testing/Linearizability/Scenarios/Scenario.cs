namespace Fearless.Testing.Linearizability;

/// <summary>Operations to run: some before the threads, those of each thread, and some after the threads.</summary>
internal sealed record Scenario<TSubject, TModel>(
    IReadOnlyList<Invocation<TSubject, TModel>> Before,
    IReadOnlyList<IReadOnlyList<Invocation<TSubject, TModel>>> Threads,
    IReadOnlyList<Invocation<TSubject, TModel>> After)
{
    /// <summary>How many operations the longest thread has.</summary>
    public int Length => Threads.Max(static thread => thread.Count);

    /// <summary>Whether an operation of the threads may wait for another one.</summary>
    public bool Blocks => Threads.Any(static thread => thread.Any(static invocation => invocation.Operation.Blocks));
}
