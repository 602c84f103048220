namespace Fearless.Plumbing;

/// <summary>The items are in order, but how many there are is known only once they were produced.</summary>
public readonly struct Unindexed : IIterationKind;
