using Fearless.Scheduling;

namespace Fearless.Plumbing;

/// <summary>Shares work between the blocks of a leaf.</summary>
internal static class Hunger
{
    /// <summary>
    /// Gives an idle worker that asks for work the oldest fork of this one. Returns true if one asks and there is nothing to give, so that
    /// the leaf should split what it has left.
    /// </summary>
    public static bool Poll(ForkContext context)
    {
        context.Poll();
        Worker worker = context.Worker;
        // RACE: the flag and the deque may change at any time; the worst that a stale answer does is one split more or one block later.
        return worker.PublishWanted && !worker.Forks.HasPrivate && !worker.HasVisibleWork;
    }
}
