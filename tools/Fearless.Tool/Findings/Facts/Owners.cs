using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Facts;

/// <summary>Finds whose an object is that some code of a member names.</summary>
/// <remarks>Variables are looked at without the order of the code: what was assigned to one anywhere counts. Deep chains count as given.</remarks>
internal sealed class Owners(MemberCode member)
{
    private const int MaxDepth = 8;

    private Dictionary<ISymbol, List<IOperation>>? _assigned;

    /// <summary>If only a part of the member is looked at, that part: what is declared outside of it is not its own.</summary>
    public IOperation? Part { get; init; }

    /// <summary>The variable that stands for the item of which the part is: what only that item leads to is its own.</summary>
    public ISymbol? Item { get; init; }

    public Owner Of(IOperation? operation) => Of(operation, MaxDepth);

    private Owner Of(IOperation? operation, int depth)
    {
        if (operation is null || Types.IsUnchangeable(operation.Type) && operation is not (IFieldReferenceOperation or IArrayElementReferenceOperation))
            return Owner.Own;
        if (depth == 0)
            return Owner.Argument;
        return operation switch
        {
            ILocalReferenceOperation local => OfLocal(local.Local, depth),
            IParameterReferenceOperation parameter => IsItem(parameter) ? Owner.Own : Owner.Argument,
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } => Owner.Own,
            IInstanceReferenceOperation => Owner.This,
            IFieldReferenceOperation { Field.IsStatic: true } => Owner.Static,
            IFieldReferenceOperation field => Of(field.Instance, depth - 1),
            IEventReferenceOperation reference => reference.Instance is null ? Owner.Static : Of(reference.Instance, depth - 1),
            IArrayElementReferenceOperation { Indices: [var index, ..] } when IsItem(index) => Owner.Own,
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var index }, ..] } when IsItem(index) => Owner.Own,
            IArrayElementReferenceOperation element => Of(element.ArrayReference, depth - 1),
            IPropertyReferenceOperation { Property.IsStatic: true } => Owner.Static,
            IPropertyReferenceOperation property => Of(property.Instance, depth - 1),
            IInvocationOperation call => Furthest(call.Arguments.Select(static argument => argument.Value).Append(call.Instance), depth),
            IConversionOperation conversion => Of(conversion.Operand, depth - 1),
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, depth - 1),
            IAwaitOperation wait => Of(wait.Operation, depth - 1),
            IConditionalAccessOperation access => Of(access.Operation, depth - 1),
            IConditionalAccessInstanceOperation => Owner.Argument,
            IConditionalOperation choice => Furthest([choice.WhenTrue, choice.WhenFalse], depth),
            ICoalesceOperation coalesce => Furthest([coalesce.Value, coalesce.WhenNull], depth),
            IObjectCreationOperation or IArrayCreationOperation or IAnonymousFunctionOperation or ILiteralOperation or ICollectionExpressionOperation
                or IDelegateCreationOperation or IAnonymousObjectCreationOperation or ITypeOfOperation or IDefaultValueOperation or ITupleOperation => Owner.Own,
            _ => Owner.Argument,
        };
    }

    private Owner Furthest(IEnumerable<IOperation?> operations, int depth)
    {
        Owner furthest = Owner.Own;
        foreach (IOperation? operation in operations)
            furthest = (Owner)Math.Max((int)furthest, (int)Of(operation, depth - 1));
        return furthest;
    }

    private bool IsItem(IOperation operation) => Item is not null && Shapes.IsNamed(operation, Item);

    private Owner OfLocal(ILocalSymbol local, int depth)
    {
        if (Item is not null && SymbolEqualityComparer.Default.Equals(local, Item))
            return Owner.Own;
        if (Part is not null && !local.DeclaringSyntaxReferences.Any(reference => Part.Syntax.Span.Contains(reference.Span)))
            return Owner.Argument;
        _assigned ??= Collect();
        return _assigned.TryGetValue(local, out List<IOperation>? values) ? Furthest(values, depth) : Owner.Argument;
    }

    private Dictionary<ISymbol, List<IOperation>> Collect()
    {
        var assigned = new Dictionary<ISymbol, List<IOperation>>(SymbolEqualityComparer.Default);
        foreach (IOperation operation in member.Operations)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer: { } initializer } declarator:
                    Add(declarator.Symbol, initializer.Value);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                    Add(target.Local, assignment.Value);
                    break;
                case IForEachLoopOperation loop:
                    foreach (ILocalSymbol local in loop.Locals)
                        Add(local, loop.Collection);
                    break;
                // An out variable is what the receiver gives away.
                case IArgumentOperation { Value: IDeclarationExpressionOperation { Expression: ILocalReferenceOperation given }, Parent: IInvocationOperation { Instance: { } giver } }:
                    Add(given.Local, giver);
                    break;
                case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol matched } } pattern:
                    Add(matched, pattern.Value);
                    break;
            }
        }
        return assigned;

        void Add(ISymbol local, IOperation value)
        {
            if (!assigned.TryGetValue(local, out List<IOperation>? values))
                assigned.Add(local, values = []);
            values.Add(value);
        }
    }
}
