namespace Fearless.Tool.Watching.Analysis;

/// <summary>How .NET's thread pool did.</summary>
/// <param name="Starvations">How often it added a thread because nothing was taken from its queue.</param>
/// <param name="FewestThreads">The fewest threads it wanted.</param>
/// <param name="MostThreads">The most threads it wanted; 0 if it never changed its mind.</param>
/// <param name="LongestQueue">The most work that waited in its queues.</param>
/// <param name="Steps">When it wanted how many threads, in seconds since the first moment.</param>
/// <param name="Queues">When how much waited in its queues, in seconds since the first moment.</param>
internal sealed record PoolUse(int Starvations, int FewestThreads, int MostThreads, double LongestQueue, IReadOnlyList<PoolStep> Steps, IReadOnlyList<PoolQueue> Queues);
