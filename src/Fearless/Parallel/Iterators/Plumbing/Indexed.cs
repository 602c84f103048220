namespace Fearless.Plumbing;

/// <summary>Every slot holds exactly one item: the length is known, and results can be written in place.</summary>
public readonly struct Indexed : IIterationKind;
