namespace Fearless.Benchmarks.WatchOverhead;

/// <summary>How the busy program is watched.</summary>
internal enum Watching
{
    Not,

    /// <summary><c>watch -- COMMAND</c>.</summary>
    FromItsStart,

    /// <summary><c>watch --pid N</c>, from the first moment to the last.</summary>
    WhileItRuns,
}
