namespace Fearless.Benchmarks.Workloads.Locks;

/// <summary>A number behind a lock, as a struct, so that what calls it is compiled for it.</summary>
internal interface ILockUnderTest
{
    /// <summary>Adds one, with the lock held.</summary>
    void Add();

    /// <summary>Adds one, with the lock held, in a task.</summary>
    ValueTask AddAsync();

    ulong Number { get; }
}
