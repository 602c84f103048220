namespace Fearless.Tool.Watching;

/// <summary>How much waited in the queues of the thread pool, and when, in seconds since the watching began.</summary>
internal readonly record struct PoolQueue(double Time, double Length);
