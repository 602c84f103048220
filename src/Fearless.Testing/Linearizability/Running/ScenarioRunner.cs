namespace Fearless.Testing.Linearizability;

/// <summary>Runs scenarios in whatever way, and checks what it sees.</summary>
internal abstract class ScenarioRunner<TSubject, TModel>
{
    /// <summary>How many runs there have been.</summary>
    public long Runs { get; protected set; }

    /// <summary>Whether threads were lost to operations that never returned, so that there can be no more runs.</summary>
    public bool IsBroken { get; protected set; }

    /// <summary>Runs <paramref name="scenario"/> until something is wrong, nothing is left to try, or the time is up.</summary>
    public abstract Violation<TSubject, TModel>? FindViolation(Scenario<TSubject, TModel> scenario, TimeSpan budget);
}
