namespace Fearless.Testing;

/// <summary>A test of what can come out when a few pieces of code run at the same time, before it is said what may.</summary>
/// <typeparam name="TState">The type of the state that the actors share.</typeparam>
public sealed class StressTest<TState>
    where TState : class
{
    private readonly Func<TState> _createState;
    private readonly List<Action<TState>> _actors = [];
    private Action<TState>? _arbiter;

    internal StressTest(Func<TState> createState) => _createState = createState;

    /// <summary>Adds an actor: what one thread does, once with every state, while the other actors do their part.</summary>
    /// <param name="actor">A few accesses to the state, and no more: the shorter it is, the more often it meets the others. It captures
    /// nothing.</param>
    /// <returns>This test.</returns>
    public StressTest<TState> Actor(Action<TState> actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        _actors.Add(actor);
        return this;
    }

    /// <summary>Sets the arbiter: what is done with a state once all actors are done with it, and sees all that they did.</summary>
    /// <param name="arbiter">What it does.</param>
    /// <returns>This test.</returns>
    public StressTest<TState> Arbiter(Action<TState> arbiter)
    {
        ArgumentNullException.ThrowIfNull(arbiter);
        _arbiter = arbiter;
        return this;
    }

    /// <summary>Says what came out, when all actors and the arbiter are done with a state.</summary>
    /// <typeparam name="TOutcome">The type of the outcome; a tuple for several values.</typeparam>
    /// <param name="outcome">Reads it from the state.</param>
    /// <returns>The test, to which it is added which outcomes may come out.</returns>
    /// <exception cref="InvalidOperationException">There is no actor.</exception>
    public StressTest<TState, TOutcome> Outcome<TOutcome>(Func<TState, TOutcome> outcome)
        where TOutcome : notnull
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (_actors.Count == 0)
            throw new InvalidOperationException("The test has no actors. Add what the threads do, with Actor, before what comes out of it.");
        return new(_createState, [.. _actors], _arbiter, outcome);
    }
}
