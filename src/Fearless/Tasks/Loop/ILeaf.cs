namespace Fearless.Tasks;

/// <summary>What a frame waits for that no frame of its own task will bring about: a time, another task, a scope, something outside.</summary>
internal interface ILeaf
{
    /// <summary>What a task does that waits here.</summary>
    TaskActivity Activity => TaskActivity.Waiting;

    /// <summary>The task of <paramref name="waiter"/> was cancelled. Lets go of it, if it can: true when the leaf will not resume it any
    /// more, false when it has or will.</summary>
    bool TryRelease(Frame waiter);
}
