using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA2002: an asynchronous method that nobody can wait for, and that is no handler of an event.</summary>
internal sealed class AsyncVoid : Rule
{
    private static readonly RuleInfo Info = new("FA2002", "Nobody can wait for an asynchronous method");

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        if (member.Method is not { IsAsync: true, ReturnsVoid: true, MethodKind: MethodKind.Ordinary } method || member.Names.Declaration is not MethodDeclarationSyntax declaration
            || IsHandler(method) || method.IsOverride || !method.ExplicitInterfaceImplementations.IsEmpty || Implements(method))
            yield break;
        yield return new Finding(Info, declaration.Identifier.GetLocation(), member.Name, Workload.Background, Approach.Tasks,
            $"'{method.Name}' is async void: nobody can wait for its end, and a failure ends the process. Return a task, and let the caller await it, or spawn it in a scope.",
            new(0.85, "it has not the signature of a handler"))
        {
            Rewrite = new Rewrite("Task", declaration.ReturnType.Span),
        };
    }

    // A sender and what happened; or whatever a framework calls by name.
    private static bool IsHandler(IMethodSymbol method) =>
        method.Parameters is [.., { Type: var last }] && (Types.Is(last, "System.EventArgs") || last.Name.EndsWith("EventArgs", StringComparison.Ordinal))
        || method.Parameters.Length <= 2 && method.Name.StartsWith("On", StringComparison.Ordinal) && method.Name.Length > 2 && char.IsUpper(method.Name[2]);

    private static bool Implements(IMethodSymbol method) => method.ContainingType.AllInterfaces
        .SelectMany(contract => contract.GetMembers(method.Name))
        .Any(contract => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(contract), method));
}
