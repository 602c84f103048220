namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>What reports call those that run tasks.</summary>
internal static class Runtimes
{
    public const string Fearless = "Fearless";
    public const string Smol = "smol";
    public const string Tokio = "tokio";
    public const string Pool = "Task";
}
