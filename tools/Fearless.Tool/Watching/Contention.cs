namespace Fearless.Tool.Watching;

/// <summary>One thread's wait for a lock.</summary>
/// <param name="Lock">Which lock, by a number that it keeps.</param>
/// <param name="Time">When; in seconds since the watching began.</param>
/// <param name="Waiter">The thread that waited.</param>
/// <param name="Owner">The thread that held the lock when the wait began; 0 if that is not known.</param>
/// <param name="Stack">Where the waiter was; -1 if that is not known.</param>
internal sealed record Contention(ulong Lock, Span Time, int Waiter, int Owner, int Stack);
