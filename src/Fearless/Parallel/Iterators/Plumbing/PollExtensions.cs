namespace Fearless.Plumbing;

/// <summary>Stands in for the worker's own method until the scheduler has it.</summary>
internal static class PollExtensions
{
    /// <summary>
    /// Gives a hungry worker the oldest fork of this one. Returns true when a worker is hungry and there was no fork to give, so that the caller
    /// splits what it is working on.
    /// </summary>
    public static bool Poll(this ForkContext context)
    {
        _ = context;
        return false;
    }
}
