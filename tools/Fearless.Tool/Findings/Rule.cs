namespace Fearless.Tool.Findings;

/// <summary>A rule that looks at one member.</summary>
internal abstract class Rule
{
    public abstract IReadOnlyList<RuleInfo> Infos { get; }

    public abstract IEnumerable<Finding> FindIn(MemberCode member);
}
