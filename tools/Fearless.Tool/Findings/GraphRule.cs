using Fearless.Tool.Findings.Facts;

namespace Fearless.Tool.Findings;

/// <summary>A rule that needs to know what methods do that are called, and what those call.</summary>
internal abstract class GraphRule
{
    public abstract IReadOnlyList<RuleInfo> Infos { get; }

    /// <summary>Whether a member has to be looked at once all is known.</summary>
    public virtual bool IsInterestedIn(MemberCode member) => false;

    /// <summary>Looks at a member that it was interested in.</summary>
    public virtual IEnumerable<Finding> FindIn(MemberCode member, CallGraph graph) => [];

    /// <summary>Looks at the graph itself.</summary>
    public virtual IEnumerable<Finding> FindIn(CallGraph graph) => [];
}
