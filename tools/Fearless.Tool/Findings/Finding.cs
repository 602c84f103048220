using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Text;

namespace Fearless.Tool.Findings;

/// <summary>A place where concurrency is missed, or of the wrong kind.</summary>
/// <param name="Rule">By which rule.</param>
/// <param name="At">Where it is.</param>
/// <param name="Member">In which member or type.</param>
/// <param name="Workload">What the code does.</param>
/// <param name="Approach">What it should be done with.</param>
/// <param name="Message">What it is, and what should become of it.</param>
/// <param name="Confidence">How sure that is.</param>
internal sealed record Finding(RuleInfo Rule, Location At, string Member, Workload Workload, Approach Approach, string Message, Confidence Confidence)
{
    public Rewrite? Rewrite { get; init; }

    /// <summary>The code that this is said of: what weaker rules say of places in it is contained in this.</summary>
    public TextSpan? Covers { get; init; }

    /// <summary>How many places it stands for.</summary>
    public int Count { get; init; } = 1;

    public string File => At.SourceTree!.FilePath;

    /// <summary>Counted from one.</summary>
    public int Line => At.GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>Counted from one.</summary>
    public int Column => At.GetLineSpan().StartLinePosition.Character + 1;
}
