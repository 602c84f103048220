namespace Fearless.Testing;

/// <summary>What is wrong with a program.</summary>
public enum ModelFailureKind
{
    /// <summary>A thread threw; most often a failed assertion.</summary>
    Exception,

    /// <summary>Two accesses to a <c>Checked&lt;T&gt;</c>, one of them a write, that nothing orders.</summary>
    DataRace,

    /// <summary>Threads wait for each other in a circle.</summary>
    Deadlock,

    /// <summary>A thread sleeps and nobody is left who could wake it.</summary>
    LostWakeUp,

    /// <summary>Threads run for ever and get nowhere.</summary>
    Livelock,

    /// <summary>The program did something else when it was run in the same way again, so that it cannot be checked.</summary>
    Nondeterminism,
}
