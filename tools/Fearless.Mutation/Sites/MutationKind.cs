namespace Fearless.Mutation.Sites;

/// <summary>What a mutant does to its place.</summary>
internal enum MutationKind
{
    /// <summary>An acquiring read becomes a relaxed one.</summary>
    WeakenAcquire,

    /// <summary>A releasing write becomes a relaxed one.</summary>
    WeakenRelease,

    /// <summary>A fence is left out.</summary>
    RemoveFence,

    /// <summary>A read-modify-write becomes a read and a write that others come between.</summary>
    TearUpdate,

    /// <summary>A read-modify-write acquires and releases, and is no full fence. Not a fault when nobody notices, since .NET has no weaker one.</summary>
    LoseFence,

    /// <summary>A branch that looks at shared state is never taken.</summary>
    SkipBranch,
}
