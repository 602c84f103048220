namespace Fearless.Benchmarks.Workloads;

/// <summary>A job that can show that it did its work.</summary>
internal interface ICheckedJob : IForkJob
{
    /// <summary>What the job computed, once executed.</summary>
    ulong Check { get; }
}
