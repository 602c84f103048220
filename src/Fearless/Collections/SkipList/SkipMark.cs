using Fearless.Atomics;

namespace Fearless.Collections;

/// <summary>Stands in a link of a removed node, in front of the node that the link referred to. A link that holds a mark never again refers
/// to a node, so every compare-and-swap that expects one fails: nothing is added or unlinked behind a removed node.</summary>
// SOURCE: Harris, "A pragmatic implementation of non-blocking linked-lists", DISC 2001, marks a bit of the pointer; .NET has no bit to mark.
// An object that stands in the link, as in openjdk's ConcurrentSkipListMap, costs an allocation for each removal and nothing to readers.
internal sealed class SkipMark(SkipLink? successor) : SkipLink
{
    /// <summary>In a link that some thread has bypassed. It keeps no successor, so that whoever holds on to a removed node does not hold on
    /// to all that was removed after it.</summary>
    public static readonly SkipMark Unlinked = new(null);

    // Written before the mark is published by compare-and-swap.
    private Checked<SkipLink?> _successor = new(successor);

    /// <summary>The node behind the removed one, which the link that leads to the removed one is to skip to.</summary>
    public SkipLink? Successor => _successor.Read();
}
