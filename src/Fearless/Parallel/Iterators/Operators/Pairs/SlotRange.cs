namespace Fearless.Plumbing;

/// <summary>Some slots of a producer, one after the other.</summary>
internal readonly record struct SlotRange(long Start, int Count);
