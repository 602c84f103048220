using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>An entry that a value can be handed over in.</summary>
/// <param name="context">The wait; null when it is set before the node is registered.</param>
/// <param name="outcome">What the wait ends with when it is chosen from this queue.</param>
internal sealed class WaitNode<T>(WaitContext? context, int outcome) : WaitNode(context, outcome)
{
    private Checked<T> _value;

    /// <summary>The value of a sender that waits, or the one that a waiting receiver was given. Belongs to whoever holds the lock of the
    /// queue while the node is in it, and to the waiting side otherwise.</summary>
    public ref Checked<T> Value => ref _value;

    /// <summary>Whether this wait is to be told of one of the other side, and neither relieved of a value nor given one: a sender that
    /// makes its value when a receiver waits, or one of either side that only wants to know. Set only while the node is in no
    /// queue.</summary>
    public bool IsPromise { get; set; }
}
