using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;

namespace Fearless.Analyzers.CodeFixes;

/// <summary>What <c>x++</c>, <c>x += y</c> and their like are as one call of <c>Interlocked</c>.</summary>
internal static class AtomicChange
{
    /// <summary>The change that a place is a part of: the whole of it, or the variable that it changes.</summary>
    public static ExpressionSyntax? ChangeAt(ExpressionSyntax node) => node switch
    {
        AssignmentExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => node,
        { Parent: AssignmentExpressionSyntax change } when change.Left == node => change,
        { Parent: PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax } => (ExpressionSyntax)node.Parent,
        { Parent: MemberAccessExpressionSyntax access } when access.Name == node => ChangeAt(access),
        _ => null,
    };

    /// <summary>The call, or <see langword="null"/> where it would not mean the same.</summary>
    public static ExpressionSyntax? Of(ExpressionSyntax change, SemanticModel model, CancellationToken cancellation)
    {
        IOperation? operation = model.GetOperation(change, cancellation);
        return operation switch
        {
            IIncrementOrDecrementOperation { IsChecked: false, OperatorMethod: null } step when IsShareable(step.Target) && (!step.IsPostfix || IsUnused(step)) =>
                Call(operation.Kind == OperationKind.Increment ? "Increment" : "Decrement", Operand(change)),
            ICompoundAssignmentOperation { IsChecked: false, OperatorMethod: null } sum when IsShareable(sum.Target) && change is AssignmentExpressionSyntax assignment =>
                Sum(assignment, sum),
            _ => null,
        };
    }

    private static InvocationExpressionSyntax? Sum(AssignmentExpressionSyntax assignment, ICompoundAssignmentOperation sum)
    {
        // An address cannot be kept over an await.
        if (assignment.Right.DescendantNodesAndSelf().Any(static node => node is AwaitExpressionSyntax))
            return null;
        bool isSigned = sum.Target.Type!.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
        return sum.OperatorKind switch
        {
            BinaryOperatorKind.Add => Call("Add", assignment.Left, assignment.Right.WithoutTrivia()),
            BinaryOperatorKind.Subtract when isSigned => Call("Add", assignment.Left, Negated(assignment.Right)),
            _ => null,
        };
    }

    private static PrefixUnaryExpressionSyntax Negated(ExpressionSyntax value) => SyntaxFactory.PrefixUnaryExpression(
        SyntaxKind.UnaryMinusExpression,
        SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia()).WithAdditionalAnnotations(Simplifier.Annotation));

    // The types that Interlocked adds, in a place that has an address.
    private static bool IsShareable(IOperation target) =>
        target.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64
        && target is ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation;

    // The old value, which x++ is, no call returns.
    private static bool IsUnused(IOperation step) => step.Parent is IExpressionStatementOperation;

    private static ExpressionSyntax Operand(ExpressionSyntax change) => change switch
    {
        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
        PostfixUnaryExpressionSyntax postfix => postfix.Operand,
        _ => ((AssignmentExpressionSyntax)change).Left,
    };

    private static InvocationExpressionSyntax Call(string method, ExpressionSyntax target, params ExpressionSyntax[] values) => SyntaxFactory.InvocationExpression(
        SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxFactory.ParseExpression("global::System.Threading.Interlocked").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.IdentifierName(method)),
        SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
            values.Select(SyntaxFactory.Argument)
                .Prepend(SyntaxFactory.Argument(null, SyntaxFactory.Token(SyntaxKind.RefKeyword).WithTrailingTrivia(SyntaxFactory.Space), target.WithoutTrivia())),
            Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), values.Length))));
}
