namespace Fearless.Sync;

/// <summary>Marks the <see cref="SynchronizationContext"/> of a loop that runs tasks: what is posted to it runs there, without a detour over the
/// thread pool.</summary>
internal interface ILoopContext
{
    /// <summary>Whether this thread is in such a loop.</summary>
    /// <remarks>For the awaits of this library's own asynchronous methods. A wait comes back to the loop (<c>ConfigureAwait(IsHere)</c>): over the
    /// thread pool it would take ten times as long. A method that waits so ends there, and who awaits it goes on without more ado
    /// (<c>ConfigureAwait(false)</c>); or, to run the user's code, in the context that the user has called in
    /// (<c>ConfigureAwait(!IsHere)</c>), which the loop's already is.</remarks>
    static bool IsHere => SynchronizationContext.Current is ILoopContext;

    /// <summary>Makes something that brings continuations home to the loop, one at a time.</summary>
    ILoopStep CreateStep();
}
