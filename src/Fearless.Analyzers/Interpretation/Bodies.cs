using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>The bodies of the methods of a compilation, each bound once.</summary>
internal sealed class Bodies(Compilation compilation)
{
    private readonly ConcurrentDictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ISymbol, IOperation?> _initialValues = new(SymbolEqualityComparer.Default);

    public Compilation Compilation => compilation;

    /// <summary>The code of a method; <see langword="null"/> where there is no source, or no body.</summary>
    public IOperation? Find(IMethodSymbol method, CancellationToken cancellationToken)
    {
        IMethodSymbol definition = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.IsEmpty)
            return null;
        return _bodies.GetOrAdd(definition, symbol => Bind(symbol, cancellationToken));
    }

    /// <summary>What a field or a property begins with, where its declaration says so or one constructor does.</summary>
    public IOperation? InitialValueOf(ISymbol member, CancellationToken cancellationToken) =>
        _initialValues.GetOrAdd(member.OriginalDefinition, symbol => InitializerOf(symbol, cancellationToken) ?? AssignedByConstructor(symbol, cancellationToken));

    /// <summary>The value that the declaration of a field or a property gives it.</summary>
    public IOperation? InitializerOf(ISymbol member, CancellationToken cancellationToken)
    {
        EqualsValueClauseSyntax? clause = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            VariableDeclaratorSyntax field => field.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        return clause is not null && compilation.ContainsSyntaxTree(clause.SyntaxTree)
            ? (compilation.GetSemanticModel(clause.SyntaxTree).GetOperation(clause, cancellationToken) as ISymbolInitializerOperation)?.Value
            : null;
    }

    private IOperation? AssignedByConstructor(ISymbol member, CancellationToken cancellationToken)
    {
        var assigned =
            from constructor in member.ContainingType?.Constructors ?? []
            let body = Find(constructor, cancellationToken)
            where body is not null
            from assignment in body.Descendants().OfType<ISimpleAssignmentOperation>()
            where assignment.Target is IMemberReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Member.OriginalDefinition, member)
            select assignment.Value;
        return assigned.FirstOrDefault();
    }

    private IOperation? Bind(IMethodSymbol method, CancellationToken cancellationToken)
    {
        SyntaxNode syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            return null;
        // The accessor of `int Size => 3;` is the arrow itself.
        IOperation? operation = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellationToken);
        return operation switch
        {
            IMethodBodyOperation body => (IOperation?)body.BlockBody ?? body.ExpressionBody,
            IConstructorBodyOperation body => (IOperation?)body.BlockBody ?? body.ExpressionBody,
            ILocalFunctionOperation function => function.Body,
            IBlockOperation block => block,
            _ => syntax is ArrowExpressionClauseSyntax ? operation : null,
        };
    }
}
