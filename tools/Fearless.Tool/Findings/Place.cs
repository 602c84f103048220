using Fearless.Tool.Framework;

namespace Fearless.Tool.Findings;

/// <summary>A place where something concurrent is used, right or wrong.</summary>
/// <param name="At">Where.</param>
/// <param name="Workload">What it is for.</param>
/// <param name="Uses">What is used there, such as <c>Parallel.ForEach</c>.</param>
internal sealed record Place(Location At, Workload Workload, string Uses);
