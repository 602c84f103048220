namespace Fearless.Testing;

/// <summary>What order of operations a structure promises to keep.</summary>
public enum Consistency
{
    /// <summary>Every operation takes effect at one moment between its invocation and its return.</summary>
    Linearizable,

    /// <summary>The operations of each thread take effect in their order; those of different threads in any.</summary>
    /// <remarks>SOURCE: Lamport, "How to make a multiprocessor computer that correctly executes multiprocess programs", 1979.</remarks>
    Sequential,

    /// <summary>Operations take effect in any order, except that none passes a moment at which no operation was under way.</summary>
    /// <remarks>What counting networks and some counters promise. SOURCE: Aspnes, Herlihy and Shavit, "Counting networks", 1994.</remarks>
    Quiescent,
}
