using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Memory;

/// <summary>What an access does to the place.</summary>
internal enum AccessKind
{
    Read,
    Write,

    /// <summary>A read that may run beside atomic writes: <c>Volatile.Read</c>, a <c>volatile</c> field.</summary>
    AtomicRead,

    /// <summary>A write that may run beside atomic reads and writes: <c>Interlocked</c>, <c>Volatile.Write</c>.</summary>
    AtomicWrite,
}

/// <summary>A read or a write, and all that decides whether it may run beside another one.</summary>
/// <param name="Place">What is accessed.</param>
/// <param name="Kind">How.</param>
/// <param name="Locks">The locks that are held.</param>
/// <param name="Facts">What is known of the numbers in the path.</param>
/// <param name="At">The code that does it.</param>
/// <param name="Name">What the code calls the place.</param>
/// <param name="By">The member of a library that does it, such as <c>List.Add</c>; <see langword="null"/> for plain code.</param>
internal sealed record Access(Place Place, AccessKind Kind, LockSet Locks, Facts Facts, SyntaxNode At, string Name, string? By = null)
{
    /// <summary>Whether the object is one that the execution itself has made, and then put where others find it.</summary>
    public bool IsToOwn { get; init; }

    /// <summary>The execution that does it, where it is not the one that it was kept for, but one that this has started.</summary>
    public Numbers.Scope? Execution { get; init; }

    /// <summary>What the execution has waited for and signaled before.</summary>
    public Timing Timing { get; init; } = Timing.None;

    public bool IsWrite => Kind is AccessKind.Write or AccessKind.AtomicWrite;

    public bool IsAtomic => Kind is AccessKind.AtomicRead or AccessKind.AtomicWrite;
}
