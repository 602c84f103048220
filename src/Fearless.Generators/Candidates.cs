using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Generators;

/// <summary>Which calls look as if they could be lowered, by syntax alone: the compiler asks it for every node.</summary>
internal static class Candidates
{
    public static bool IsOne(SyntaxNode node) =>
        node is InvocationExpressionSyntax call && AreAllowed(node.SyntaxTree.Options) && (IsPipeline(call) || call.ArgumentList.Arguments.Any(IsPipeline));

    /// <summary>Whether the project allows interceptors in our namespace. The package's targets see to that where lambdas are to be lowered; without it
    /// what is generated would not compile.</summary>
    public static bool AreAllowed(ParseOptions options) =>
        options.Features.TryGetValue("InterceptorsNamespaces", out string? namespaces)
        && namespaces.Split(';').Any(static name => name is LambdaLowering.Namespace or "Fearless");

    private static bool IsPipeline(ArgumentSyntax argument) => argument.Expression is InvocationExpressionSyntax call && IsPipeline(call);

    // A chain of calls from something named Par on, with a lambda somewhere.
    private static bool IsPipeline(InvocationExpressionSyntax call)
    {
        bool hasLambda = false;
        ExpressionSyntax? expression = call;
        while (true)
        {
            switch (expression)
            {
                case InvocationExpressionSyntax inner:
                    hasLambda |= inner.ArgumentList.Arguments.Any(static argument => argument.Expression is LambdaExpressionSyntax);
                    expression = inner.Expression;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } access:
                    if (hasLambda && name == "Par")
                        return true;
                    expression = access.Expression;
                    break;
                case ParenthesizedExpressionSyntax inner:
                    expression = inner.Expression;
                    break;
                case MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Par" } or IdentifierNameSyntax { Identifier.ValueText: "Par" }:
                    return hasLambda;
                default:
                    return false;
            }
        }
    }
}
