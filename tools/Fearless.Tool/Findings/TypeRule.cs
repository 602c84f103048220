namespace Fearless.Tool.Findings;

/// <summary>A rule that looks at a type, since its members only together are what it looks for.</summary>
internal abstract class TypeRule
{
    public abstract IReadOnlyList<RuleInfo> Infos { get; }

    /// <param name="type">The type.</param>
    /// <param name="members">Those of its members that have code, in this file.</param>
    public abstract IEnumerable<Finding> FindIn(INamedTypeSymbol type, IReadOnlyList<MemberCode> members);
}
