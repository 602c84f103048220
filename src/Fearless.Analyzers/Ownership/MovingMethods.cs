using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Analyzers.Ownership;

/// <summary>The names of the methods with the attribute <c>[Moves]</c>, so that only members that call one of that name are looked at.</summary>
internal static class MovingMethods
{
    /// <summary>The names in the files of a compilation, and in the libraries that know Fearless.</summary>
    public static IEnumerable<string> NamesIn(Compilation compilation, CancellationToken cancellationToken) =>
        compilation.SyntaxTrees.SelectMany(tree => NamesIn(tree.GetRoot(cancellationToken)))
            .Concat(compilation.SourceModule.ReferencedAssemblySymbols.Where(KnowsFearless).SelectMany(static assembly => NamesIn(assembly.GlobalNamespace)));

    private static IEnumerable<string> NamesIn(SyntaxNode root)
    {
        foreach (AttributeSyntax attribute in root.DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)).OfType<AttributeSyntax>())
        {
            if (attribute.Name.ToString().Split('.').Last() is not ("Moves" or "MovesAttribute"))
                continue;
            switch (attribute.Parent?.Parent is ParameterSyntax parameter ? parameter.Parent?.Parent : attribute.Parent?.Parent)
            {
                case MethodDeclarationSyntax method:
                    yield return method.Identifier.ValueText;
                    break;
                case ConstructorDeclarationSyntax constructor:
                    yield return "new " + constructor.Identifier.ValueText;
                    break;
                case TypeDeclarationSyntax type:
                    yield return "new " + type.Identifier.ValueText;
                    break;
            }
        }
    }

    /// <summary>Whether a library refers to Fearless, so that its public methods may be of interest.</summary>
    public static bool KnowsFearless(IAssemblySymbol assembly) =>
        assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static name => name.Name == "Fearless"));

    private static IEnumerable<string> NamesIn(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol { DeclaredAccessibility: Accessibility.Public or Accessibility.NotApplicable } inner)
            {
                foreach (string name in NamesIn(inner))
                    yield return name;
            }
            else if (member is IMethodSymbol method && (Transfers.HasAttribute(method) || method.Parameters.Any(Transfers.HasAttribute)))
            {
                yield return method.MethodKind == MethodKind.Constructor ? "new " + method.ContainingType.Name : method.Name;
            }
        }
    }
}
