using Fearless.Tool.Findings.Facts;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>A sequential loop, written as a parallel iterator.</summary>
internal static class LoopRewriter
{
    public static Rewrite? Rewrite(ILoopOperation loop, Rounds rounds)
    {
        if (Source(loop, rounds.Gathering != Gathering.None) is not { } source || Statements(loop) is not [.., var last] statements)
            return null;
        string item = rounds.Item.Name;
        string? code = rounds.Gathering switch
        {
            Gathering.None => $"{source}.ForEach({item} => {Body(loop)});",
            _ when rounds.Gatherer!.Syntax.AncestorsAndSelf().OfType<StatementSyntax>().First() != last => null,
            Gathering.Sum => $"{((AssignmentExpressionSyntax)rounds.Gatherer.Syntax).Left} += {source}.Select({item} => {Value(statements, ((AssignmentExpressionSyntax)rounds.Gatherer.Syntax).Right.ToString())}).Sum();",
            Gathering.List => $"{((IInvocationOperation)rounds.Gatherer).Instance!.Syntax}.AddRange({source}.Select({item} => {Value(statements, ((IInvocationOperation)rounds.Gatherer).Arguments[0].Value.Syntax.ToString())}).ToArray());",
            _ => Dictionary(source, item, statements, rounds.Gatherer),
        };
        return code is null ? Findings.Rewrite.Outline($"{source}.Select({item} => …)")
            : CanBeLambda(loop, rounds) ? new Rewrite(code, loop.Syntax.Span)
            : Findings.Rewrite.Outline(code);
    }

    // A collection whose length is not known has to be read first where the order counts.
    private static string? Source(ILoopOperation loop, bool keepsOrder) => loop switch
    {
        IForLoopOperation { Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand.Syntax: var bound }, Before: [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Symbol: var counter, Initializer.Value: { } from }] }] }], AtLoopBottom: [IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { Kind: OperationKind.Increment } }] } =>
            counter.Type.SpecialType == SpecialType.System_Int32 ? $"({Operand(from.Syntax)}..{Operand(bound)}).Par()" : null,
        IForEachLoopOperation each => Collection(each.Collection, keepsOrder),
        _ => null,
    };

    private static string Operand(SyntaxNode expression) => expression is BinaryExpressionSyntax ? $"({expression})" : expression.ToString();

    private static string Collection(IOperation collection, bool keepsOrder)
    {
        IOperation bare = collection is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : collection;
        string text = bare.Syntax is BinaryExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax ? $"({bare.Syntax})" : bare.Syntax.ToString();
        return HasLength(bare.Type) ? $"{text}.Par()" : keepsOrder ? $"{text}.ToArray().Par()" : $"{text}.ParBridge()";
    }

    public static bool HasLength(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "ImmutableArray" or "IReadOnlyList" or "IReadOnlyCollection" }
        || type?.AllInterfaces.Any(static contract => contract.Name == "IReadOnlyCollection") == true && type.SpecialType != SpecialType.System_String;

    private static StatementSyntax[] Statements(ILoopOperation loop) => loop.Body.Syntax switch
    {
        BlockSyntax block => [.. block.Statements],
        StatementSyntax statement => [statement],
        _ => [],
    };

    private static string Body(ILoopOperation loop) => loop.Body.Syntax is ExpressionStatementSyntax single ? single.Expression.ToString() : loop.Body.Syntax is BlockSyntax block ? block.ToString() : $"{{ {loop.Body.Syntax} }}";

    private static string Value(StatementSyntax[] statements, string result) => statements.Length == 1
        ? result
        : $"{{ {string.Concat(statements[..^1].Select(static statement => statement + "\n"))}return {result}; }}";

    private static string Dictionary(string source, string item, StatementSyntax[] statements, IOperation gatherer)
    {
        var assignment = (AssignmentExpressionSyntax)gatherer.Syntax;
        string table = ((ElementAccessExpressionSyntax)assignment.Left).Expression.ToString();
        return $"foreach (var (key, value) in {source}.Select({item} => {Value(statements, $"({item}, {assignment.Right})")}).ToArray())\n    {table}[key] = value;";
    }

    // A lambda cannot capture what is passed by reference or lives on the stack, and has another way to go on with the next item.
    private static bool CanBeLambda(ILoopOperation loop, Rounds rounds) => !rounds.Body.Descendants().Any(operation => operation switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType,
        ILocalReferenceOperation { Local: var local } => local.IsRef || local.Type.IsRefLikeType && !rounds.Body.Syntax.Span.Contains(local.DeclaringSyntaxReferences[0].Span),
        IBranchOperation { BranchKind: BranchKind.Continue } branch => SymbolEqualityComparer.Default.Equals(branch.Target, loop.ContinueLabel),
        _ => false,
    });
}
