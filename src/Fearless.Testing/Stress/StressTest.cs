namespace Fearless.Testing;

/// <summary>Starts a test of what can come out when a few pieces of code run at the same time.</summary>
public static class StressTest
{
    /// <summary>Starts a test whose actors share a state.</summary>
    /// <typeparam name="TState">The type of the state: the variables that the actors share, and those that they leave their results
    /// in.</typeparam>
    /// <param name="state">Makes a state. Called millions of times, each time for one run.</param>
    /// <returns>The test, to which the actors are added.</returns>
    public static StressTest<TState> For<TState>(Func<TState> state)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state);
    }
}
