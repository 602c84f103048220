namespace Fearless.Tool.Watching.Analysis;

/// <summary>A path on which a lock is waited for, or held while others wait.</summary>
/// <param name="Path">The methods, the outermost first.</param>
/// <param name="Waits">How many waits.</param>
/// <param name="Seconds">How long these were, together.</param>
/// <param name="Threads">The threads that were there.</param>
internal sealed record LockPath(string Path, int Waits, double Seconds, IReadOnlyList<int> Threads);
