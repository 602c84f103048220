namespace Fearless.Mutation.Runs;

/// <summary>What became of a mutant.</summary>
internal enum Outcome
{
    /// <summary>A test failed: the change was noticed.</summary>
    Caught,

    /// <summary>The tests did not end in time: the change was noticed, by whoever waits for them.</summary>
    TimedOut,

    /// <summary>All tests that come by the place passed.</summary>
    Survived,

    /// <summary>No test comes by the place.</summary>
    NotReached,
}
