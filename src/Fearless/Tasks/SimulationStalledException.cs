namespace Fearless;

/// <summary>Nothing in a <see cref="Simulation"/> could go on, and not everything had ended: its tasks wait for each other, or for something that is
/// no part of it.</summary>
public sealed class SimulationStalledException : Exception
{
    internal SimulationStalledException()
        : base(
            "Every task that is left waits, no timer is set, and nothing is left that could wake one. Either they wait for each other, for a message "
            + "that nobody sends or for a lock that nobody gives back; or for another thread or the outside world, which are no part of a "
            + "simulation: let a task or a channel take their place, and pass Executor.TimeProvider to what takes a clock.")
    {
    }
}
