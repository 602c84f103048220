using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Tool.Findings.Rules;

/// <summary>Two steps on a concurrent dictionary, written as one.</summary>
internal static class CheckedSteps
{
    public static Rewrite? Rewrite(SyntaxNode act)
    {
        if (act is not ElementAccessExpressionSyntax { ArgumentList.Arguments: [var key] } element)
            return null;
        return act.Parent is AssignmentExpressionSyntax assignment && assignment.Left == act
            ? Findings.Rewrite.Outline($"{element.Expression}.AddOrUpdate({key}, added, (_, old) => changed);   // or, if it is only added: {element.Expression}.GetOrAdd({key}, {assignment.Right})")
            : Findings.Rewrite.Outline($"if ({element.Expression}.TryGetValue({key}, out var value))\n    …   // value, and not {element}");
    }
}
