namespace Fearless.Plumbing;

/// <summary>What is known at compile time about the order and the number of the items: <see cref="Indexed"/> or
/// <see cref="Unindexed"/>.</summary>
public interface IIterationKind;
