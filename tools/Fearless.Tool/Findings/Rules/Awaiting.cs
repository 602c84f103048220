using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Tool.Findings.Rules;

/// <summary>What blocks a thread for a task, written with <c>await</c>.</summary>
internal static class Awaiting
{
    public static Rewrite? Rewrite(SyntaxNode blocking)
    {
        ExpressionSyntax? task = blocking switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } access => access.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } access, ArgumentList.Arguments: [] } => access.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } } } => awaiter.Expression,
            _ => null,
        };
        if (task is not null)
        {
            bool isWhole = blocking.Parent is ExpressionStatementSyntax or EqualsValueClauseSyntax or ReturnStatementSyntax or AssignmentExpressionSyntax;
            return new Rewrite(isWhole ? $"await {task}" : $"(await {task})", blocking.Span);
        }
        return blocking switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep" }, ArgumentList.Arguments: [var time] } => new Rewrite($"await Task.Delay({time})", blocking.Span),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" } } all => new Rewrite($"await Task.WhenAll{all.ArgumentList}", blocking.Span),
            _ => null,
        };
    }
}
