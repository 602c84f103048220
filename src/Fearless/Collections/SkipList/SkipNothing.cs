namespace Fearless.Collections;

/// <summary>The value of the keys of a set.</summary>
internal readonly struct SkipNothing;
