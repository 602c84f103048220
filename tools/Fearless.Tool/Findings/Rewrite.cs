using Microsoft.CodeAnalysis.Text;

namespace Fearless.Tool.Findings;

/// <summary>The code as it should be.</summary>
/// <param name="Code">The text.</param>
/// <param name="Replaces">What it stands in place of, if it can do so as it is; otherwise it is an outline, to be completed by whoever knows the code.</param>
internal sealed record Rewrite(string Code, TextSpan? Replaces)
{
    public bool IsComplete => Replaces is not null;

    public static Rewrite Outline(string code) => new(code, null);
}
