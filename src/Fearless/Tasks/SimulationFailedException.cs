namespace Fearless;

/// <summary>One of the orders that <see cref="Simulation.Explore"/> went through has failed.</summary>
public sealed class SimulationFailedException : Exception
{
    internal SimulationFailedException(ulong seed, Exception failure)
        : base($"In the order of seed {seed} it fails: {failure.Message} To see it again: Simulation.Run(body, seed: {seed}).", failure) =>
        Seed = seed;

    /// <summary>Names the order.</summary>
    public ulong Seed { get; }
}
