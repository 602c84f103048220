namespace Fearless.Tool.Commands;

/// <summary>What <c>watch</c> was asked for.</summary>
/// <param name="Command">The program to start, and its arguments; empty if a process is given.</param>
/// <param name="Process">The process to attach to; null if a command is given.</param>
/// <param name="Duration">For how long; null until the process ends.</param>
/// <param name="Json">The file for the report, - for the output; null for none.</param>
/// <param name="Html">The file for the page; null for none.</param>
internal sealed record WatchOptions(IReadOnlyList<string> Command, int? Process, TimeSpan? Duration, string? Json, string? Html);
