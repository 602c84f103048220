using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA2002: an asynchronous method that nobody can wait for, and that is no handler of an event.</summary>
internal sealed class AsyncVoid : GraphRule
{
    private static readonly RuleInfo Info = new("FA2002", "Nobody can wait for an asynchronous method");

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override bool IsInterestedIn(MemberCode member) => member.Method is { IsAsync: true, ReturnsVoid: true, MethodKind: MethodKind.Ordinary } method
        && !IsHandler(method) && !Waiting.IsDemanded(method);

    public override IEnumerable<Finding> FindIn(MemberCode member, CallGraph graph)
    {
        if (!IsInterestedIn(member) || member.Names.Declaration is not MethodDeclarationSyntax declaration
            || MethodKey.Of(member.Method) is not { } key || graph.HandedOut.Contains(key))
            yield break;
        IMethodSymbol method = member.Method;
        yield return new Finding(Info, declaration.Identifier.GetLocation(), member.Name, Workload.Background, Approach.Tasks,
            $"'{method.Name}' is async void: nobody can wait for its end, and a failure ends the process. Return a task, and let the caller await it, or spawn it in a scope.",
            new(0.85, "it has not the signature of a handler, and is given to nobody as one"))
        {
            Rewrite = new Rewrite("Task", declaration.ReturnType.Span),
        };
    }

    // A sender and what happened; or the names that designers and frameworks give.
    private static bool IsHandler(IMethodSymbol method) =>
        method.Name.Contains('_') ||
        method.Parameters is [.., { Type: var last }] && (Types.Is(last, "System.EventArgs") || last.Name.EndsWith("EventArgs", StringComparison.Ordinal))
        || method.Parameters.Length <= 2 && method.Name.StartsWith("On", StringComparison.Ordinal) && method.Name.Length > 2 && char.IsUpper(method.Name[2]);
}
