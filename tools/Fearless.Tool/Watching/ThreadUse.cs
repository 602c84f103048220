namespace Fearless.Tool.Watching;

/// <summary>What the system says of a thread, while it was watched.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Computed">For how many seconds it had a core.</param>
/// <param name="WaitedForCore">For how many seconds it could have run, and had none.</param>
/// <param name="Switches">How often it gave up its core to wait.</param>
/// <param name="Preemptions">How often its core was taken from it.</param>
/// <param name="State">Its last state: R runs, S waits, D waits for a disk.</param>
/// <param name="WaitsIn">Where in the kernel it last waited; empty if the system does not tell.</param>
internal sealed record ThreadUse(int Id, string Name, double Computed, double WaitedForCore, long Switches, long Preemptions, char State, string WaitsIn)
{
    /// <summary>The memory of its stack; null where the system does not tell.</summary>
    public StackUse? Stack { get; init; }
}
