using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>The variable that a <c>for</c> loop counts with.</summary>
internal sealed record Counter(ILocalSymbol Variable, Polynomial Start, Polynomial Step)
{
    /// <summary>Finds it where there is one: declared by the loop, changed by the same at the end of each round, and nowhere else.</summary>
    public static Counter? Find(IForLoopOperation loop, Places places)
    {
        if (loop.Before.SelectMany(static before => before.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>().FirstOrDefault() is not { } declarator
            || loop.AtLoopBottom is not [IExpressionStatementOperation { Operation: var step }]
            || AssignedVariables.Of(loop.Body).Contains(declarator.Symbol)
            || places.NumberIn(declarator.Symbol) is not { } start)
            return null;
        Polynomial? change = step switch
        {
            IIncrementOrDecrementOperation { Target: ILocalReferenceOperation target } one when IsCounter(target) =>
                Polynomial.Of(one.Kind == OperationKind.Increment ? 1 : -1),
            ICompoundAssignmentOperation { Target: ILocalReferenceOperation target, OperatorKind: BinaryOperatorKind.Add } more when IsCounter(target) =>
                places.NumberOf(more.Value),
            ICompoundAssignmentOperation { Target: ILocalReferenceOperation target, OperatorKind: BinaryOperatorKind.Subtract } less when IsCounter(target) =>
                places.NumberOf(less.Value) is { } amount ? -amount : null,
            _ => null,
        };
        return change is null ? null : new Counter(declarator.Symbol, start, change);

        bool IsCounter(ILocalReferenceOperation reference) => SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol);
    }
}
