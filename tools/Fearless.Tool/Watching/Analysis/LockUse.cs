namespace Fearless.Tool.Watching.Analysis;

/// <summary>How a lock was waited for.</summary>
/// <param name="Name">Where it is waited for most: the method, with a number if there are several.</param>
/// <param name="Waits">How often.</param>
/// <param name="Seconds">For how long, over all threads.</param>
/// <param name="Longest">The longest wait, in seconds.</param>
/// <param name="Share">The part of the time of all threads that do something.</param>
/// <param name="Waiters">The paths on which it was waited for, those that took longest first.</param>
/// <param name="Holders">The paths on which it was held when waits were looked at, those that were seen most often first; empty if that is not known.</param>
internal sealed record LockUse(string Name, int Waits, double Seconds, double Longest, double Share, IReadOnlyList<LockPath> Waiters, IReadOnlyList<LockPath> Holders);
