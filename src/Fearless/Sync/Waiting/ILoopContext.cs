namespace Fearless.Sync;

/// <summary>Marks the <see cref="SynchronizationContext"/> of a loop that runs tasks: what is posted to it runs there, without a detour over the
/// thread pool.</summary>
internal interface ILoopContext
{
    /// <summary>Whether this thread is in such a loop, to which this library's own asynchronous methods then come back from each wait: over the
    /// thread pool it would take ten times as long.</summary>
    static bool IsHere => SynchronizationContext.Current is ILoopContext;

    /// <summary>Makes something that brings continuations home to the loop, one at a time.</summary>
    ILoopStep CreateStep();
}
