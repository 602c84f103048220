using System.Diagnostics;
using Fearless.Atomics;

namespace Fearless.Sync;

/// <summary>The entry of a wait in one queue: whose wait it is, and which of its operations this queue stands for.</summary>
/// <param name="context">The wait; null when it is set before the node is registered.</param>
/// <param name="outcome">What the wait ends with when it is chosen from this queue: <see cref="WaitOutcome.FirstOperation"/> or
/// above.</param>
[DebuggerDisplay("{Context} for {Outcome}, linked: {IsLinked}")]
internal class WaitNode(WaitContext? context, int outcome)
{
    // INVARIANT: read and written only under the lock of the queue.
    private Checked<WaitNode?> _previous;
    private Checked<WaitNode?> _next;
    private Checked<bool> _isLinked;

    /// <summary>The wait. Set only while the node is in no queue.</summary>
    public WaitContext Context { get; set; } = context!;

    /// <summary>What the wait ends with when it is chosen from the queue. Set only while the node is in no queue.</summary>
    public int Outcome { get; set; } = outcome;

    /// <summary>Who is told in place of a wait that is ended; null for a wait. Set only while the node is in no queue.</summary>
    public IWaitObserver? Observer { get; set; }

    public ref Checked<WaitNode?> Previous => ref _previous;

    public ref Checked<WaitNode?> Next => ref _next;

    /// <summary>Whether the node is in its queue.</summary>
    public ref Checked<bool> IsLinked => ref _isLinked;
}
