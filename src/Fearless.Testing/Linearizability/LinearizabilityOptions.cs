namespace Fearless.Testing;

/// <summary>How many scenarios of which size are tried, and for how long.</summary>
public sealed record LinearizabilityOptions
{
    private readonly int _threads = 3;
    private readonly int _operationsPerThread = 4;
    private readonly int _operationsBefore = 3;
    private readonly int _operationsAfter = 3;
    private readonly int _scenarios = 40;
    private readonly TimeSpan _budget = TimeSpan.FromSeconds(2);
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>The most threads of a scenario; 3 by default. Scenarios of two are always among them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 or more than 64.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = Between(value, 1, 64, nameof(Threads));
    }

    /// <summary>How many operations each thread does; 4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int OperationsPerThread
    {
        get => _operationsPerThread;
        init => _operationsPerThread = Between(value, 1, int.MaxValue, nameof(OperationsPerThread));
    }

    /// <summary>The most operations that are done before the threads start; 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int OperationsBefore
    {
        get => _operationsBefore;
        init => _operationsBefore = Between(value, 0, int.MaxValue - 1, nameof(OperationsBefore));
    }

    /// <summary>The most operations that are done once the threads have ended; 3 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int OperationsAfter
    {
        get => _operationsAfter;
        init => _operationsAfter = Between(value, 0, int.MaxValue - 1, nameof(OperationsAfter));
    }

    /// <summary>How many scenarios share the budget; 40 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Scenarios
    {
        get => _scenarios;
        init => _scenarios = Between(value, 1, int.MaxValue, nameof(Scenarios));
    }

    /// <summary>How long scenarios are run, two seconds by default. Each is run as often as its share allows. To make one that has
    /// failed smaller takes up to two seconds more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan Budget
    {
        get => _budget;
        init => _budget = Positive(value, nameof(Budget));
    }

    /// <summary>How long an operation may take that nothing hinders, ten seconds by default, before it counts as one that never
    /// returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan Patience
    {
        get => _patience;
        init => _patience = Positive(value, nameof(Patience));
    }

    /// <summary>What the scenarios are drawn from; null, the default, for others each time. A report names the seed that it was found
    /// with.</summary>
    /// <remarks>The same seed makes the same scenarios. It does not make the threads meet in the same way.</remarks>
    public int? Seed { get; init; }

    private static int Between(int value, int from, int to, string name) => value >= from && value <= to
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Pass a number from {from} to {to}.");

    private static TimeSpan Positive(TimeSpan value, string name) => value > TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Pass a time longer than zero.");
}
