using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads;

/// <summary>Work that several contenders do.</summary>
internal interface IWorkload
{
    /// <summary>What the command line and the reports call it.</summary>
    string Name { get; }

    /// <summary>One line for the list of workloads.</summary>
    string Description { get; }

    /// <summary>The comparisons to run. Each builds its input when it is reached, and may be forgotten after.</summary>
    IEnumerable<Comparison> Compare(Arena arena);
}
