using System.Threading;
using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Ownership;

/// <summary>FC2008: futures that nobody awaits or spawns, and that therefore never run.</summary>
internal static class Futures
{
    // Of the library itself.
    private static readonly string[] OwnNames =
        ["WithTimeout", "Shield", "RunOn", "AsResult", "With", "RunAsync", "CancelAsync", "Zip", "All", "Race", "FirstSuccess", "Settle"];

    /// <summary>The names of the methods that return a future, so that only members that call one of that name are looked at.</summary>
    public static IEnumerable<string> MakersIn(Compilation compilation, CancellationToken cancellationToken)
    {
        if (compilation.GetTypeByMetadataName("Fearless.Future") is null)
            return [];
        IEnumerable<string> declared = compilation.SyntaxTrees.SelectMany(tree => MemberNames.In(tree, cancellationToken)).SelectMany(static member => member.MakersOfFutures);
        IEnumerable<string> known = compilation.SourceModule.ReferencedAssemblySymbols.Where(MovingMethods.KnowsFearless).SelectMany(static assembly => MakersIn(assembly.GlobalNamespace));
        return OwnNames.Concat(declared).Concat(known);
    }

    /// <summary>Whether a type is a future.</summary>
    public static bool Is(ITypeSymbol? type) =>
        type?.OriginalDefinition is INamedTypeSymbol { Name: "Future" } named && KnowledgeBase.NameOf(named) is "Fearless.Future" or "Fearless.Future`1";

    /// <summary>Whether a type, by what is written, may be a future.</summary>
    public static bool MayBe(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => MayBe(qualified.Right),
        AliasQualifiedNameSyntax alias => MayBe(alias.Name),
        SimpleNameSyntax name => name.Identifier.ValueText == "Future",
        _ => false,
    };

    /// <summary>The futures in the code of a member that never run.</summary>
    public static IEnumerable<Diagnostic> FindIdle(IOperation body)
    {
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation)
            {
                case IExpressionStatementOperation { Operation: IInvocationOperation call } when Is(call.Type):
                    yield return Tell(call, $"The future that {call.TargetMethod.Name} returns is dropped here");
                    break;
                case ISimpleAssignmentOperation { Target: IDiscardOperation, Value: IInvocationOperation call } when Is(call.Type):
                    yield return Tell(call, $"The future that {call.TargetMethod.Name} returns is discarded here");
                    break;
                case IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: IInvocationOperation call } when Is(call.Type) && !IsUsed(local, body):
                    yield return Tell(call, $"The future that {call.TargetMethod.Name} returns is kept in '{local.Name}' here and not used");
                    break;
            }
        }
    }

    private static Diagnostic Tell(IInvocationOperation call, string what) => Diagnostic.Create(
        Rule.FutureNeverRuns, call.Syntax.GetLocation(),
        $"{what}, so that nothing of it ever runs: a future begins when it is awaited or spawned. Await it, or spawn it in a TaskScope.");

    private static bool IsUsed(ILocalSymbol local, IOperation body) =>
        body.Descendants().OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, local));

    private static IEnumerable<string> MakersIn(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol { DeclaredAccessibility: Accessibility.Public or Accessibility.NotApplicable } inner)
            {
                foreach (string name in MakersIn(inner))
                    yield return name;
            }
            else if (member is IMethodSymbol method && Is(method.ReturnType))
            {
                yield return method.Name;
            }
        }
    }
}
