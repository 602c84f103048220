namespace Fearless.Testing.Linearizability;

/// <summary>Makes the scenarios of a test; the same ones for the same seed.</summary>
internal sealed class ScenarioGenerator<TSubject, TModel>(IReadOnlyList<Operation<TSubject, TModel>> operations, LinearizabilityOptions options, int seed)
{
    private readonly string[] _roles = [.. operations.Select(static operation => operation.Role).OfType<string>().Distinct()];

    /// <summary>Makes the scenario number <paramref name="number"/>.</summary>
    public Scenario<TSubject, TModel> Generate(int number)
    {
        var random = new Random(unchecked((seed * 397) ^ number));
        var source = new ArgumentSource(random);
        // Of few threads as often as of many: two find most bugs, and find them soonest.
        int threads = random.Next(Math.Max(Math.Min(2, options.Threads), _roles.Length), options.Threads + 1);
        return new(
            Sequence(source, [.. operations.Where(static operation => !operation.Blocks)], random.Next(options.OperationsBefore + 1)),
            [.. Enumerable.Range(0, threads).Select(thread => Sequence(source, OperationsOf(thread), options.OperationsPerThread))],
            Sequence(source, [.. operations.Where(static operation => !operation.Blocks)], random.Next(options.OperationsAfter + 1)));
    }

    /// <summary>The operations of the thread's role, the first role for the first thread and so on, and those without a role.</summary>
    private Operation<TSubject, TModel>[] OperationsOf(int thread)
    {
        string? role = thread < _roles.Length ? _roles[thread] : null;
        return [.. operations.Where(operation => operation.Role is null || operation.Role == role)];
    }

    private static Invocation<TSubject, TModel>[] Sequence(ArgumentSource source, Operation<TSubject, TModel>[] operations, int count)
    {
        if (operations.Length == 0)
            return [];
        var sequence = new Invocation<TSubject, TModel>[count];
        for (int i = 0; i < count; i++)
        {
            Operation<TSubject, TModel> operation = operations[source.Random.Next(operations.Length)];
            sequence[i] = new(operation, operation.Generate(source));
        }
        return sequence;
    }
}
