namespace Fearless.Collections;

/// <summary>What a link of a skip list refers to: the next node, or the <see cref="SkipMark"/> of the link's own node.</summary>
internal abstract class SkipLink;
