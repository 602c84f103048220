namespace Fearless.Benchmarks.Harness;

/// <summary>What a comparison measured and found.</summary>
internal sealed class ComparisonResult(Comparison comparison, IReadOnlyList<ContenderResult> contenders)
{
    public Comparison Comparison => comparison;

    public IReadOnlyList<ContenderResult> Contenders => contenders;

    public IReadOnlyList<Finding> Findings { get; } =
        [.. comparison.Claims.Select(claim => claim.Judge(name => contenders.FirstOrDefault(contender => contender.Name == name)))];
}
