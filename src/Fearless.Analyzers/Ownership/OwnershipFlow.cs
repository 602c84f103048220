using System.Threading;
using Fearless.Analyzers.Interpretation;
using Fearless.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Ownership;

/// <summary>
/// Follows what variables hold along the control flow of one function: a use that some way reaches from where the value was given away is a
/// misuse. A lambda is looked at where it is made, with what is known there.
/// </summary>
internal sealed class OwnershipFlow
{
    // A block is looked at again for each way that brings something new.
    private const int MaxVisits = 64;

    private readonly ControlFlowGraph _graph;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<(SyntaxNode, SyntaxNode), Misuse> _misuses;

    // Others assign to these, at some time.
    private readonly ImmutableHashSet<ISymbol> _assignedElsewhere;
    private readonly Dictionary<CaptureId, IOperation> _captured = [];
    private readonly Holdings?[] _before;
    private readonly int[] _visits;
    private Holdings _now = Holdings.None;

    private OwnershipFlow(
        ControlFlowGraph graph, ImmutableHashSet<ISymbol> assignedElsewhere, Dictionary<(SyntaxNode, SyntaxNode), Misuse> misuses, CancellationToken cancellationToken)
    {
        (_graph, _assignedElsewhere, _misuses, _cancellationToken) = (graph, assignedElsewhere, misuses, cancellationToken);
        _before = new Holdings?[graph.Blocks.Length];
        _visits = new int[graph.Blocks.Length];
        foreach (IFlowCaptureOperation capture in graph.Blocks.SelectMany(static block => block.Operations).OfType<IFlowCaptureOperation>())
            _captured[capture.Id] = capture.Value;
    }

    /// <summary>The misuses in a function.</summary>
    public static IReadOnlyCollection<Misuse> Find(ControlFlowGraph graph, CancellationToken cancellationToken)
    {
        var misuses = new Dictionary<(SyntaxNode, SyntaxNode), Misuse>();
        Follow(graph, Holdings.None, misuses, cancellationToken);
        return misuses.Values;
    }

    private static void Follow(
        ControlFlowGraph graph, Holdings holdings, Dictionary<(SyntaxNode, SyntaxNode), Misuse> misuses, CancellationToken cancellationToken)
    {
        new OwnershipFlow(graph, AssignedInFunctions(graph), misuses, cancellationToken).Run(holdings, graph.Blocks[0], graph.Root);
        foreach (IMethodSymbol function in graph.LocalFunctions)
            Follow(graph.GetLocalFunctionControlFlowGraph(function, cancellationToken), Holdings.None, misuses, cancellationToken);
    }

    private static ImmutableHashSet<ISymbol> AssignedInFunctions(ControlFlowGraph graph) =>
    [
        .. graph.OriginalOperation.Descendants()
            .Where(static operation => operation is IAnonymousFunctionOperation or ILocalFunctionOperation)
            .SelectMany(static function => AssignedVariables.Of(function)),
    ];

    // Follows all ways within a region, and says what may hold where they leave it at its end.
    private Holdings? Run(Holdings start, BasicBlock first, ControlFlowRegion region)
    {
        Holdings? end = null;
        for (int ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal; ordinal++)
            (_before[ordinal], _visits[ordinal]) = (null, 0);
        var waiting = new SortedSet<int>();
        Arrive(first, start);
        while (waiting.Count > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int ordinal = waiting.Min;
            waiting.Remove(ordinal);
            BasicBlock block = _graph.Blocks[ordinal];
            if (_visits[ordinal]++ > MaxVisits)
                continue;
            _now = _before[ordinal]!;
            foreach (IOperation operation in block.Operations)
            {
                ArriveAtHandlers(block, _now);
                Visit(operation);
            }
            if (block.BranchValue is { } value)
                Visit(value);
            Holdings after = _now;
            ArriveAtHandlers(block, after);
            Leave(block, block.ConditionalSuccessor, after, block.ConditionKind == ControlFlowConditionKind.WhenTrue);
            Leave(block, block.FallThroughSuccessor, after, block.ConditionKind == ControlFlowConditionKind.WhenFalse);
        }
        return end;

        void Arrive(BasicBlock block, Holdings holdings)
        {
            Holdings joined = _before[block.Ordinal] is { } before ? before.Join(holdings, block.Ordinal) : holdings;
            if (_before[block.Ordinal] is { } known && joined.IsSameAs(known))
                return;
            _before[block.Ordinal] = joined;
            waiting.Add(block.Ordinal);
        }

        void Leave(BasicBlock block, ControlFlowBranch? branch, Holdings holdings, bool isTrue)
        {
            if (branch is null)
                return;
            if (block.ConditionKind != ControlFlowConditionKind.None && block.BranchValue is { } condition)
                holdings = Assume(condition, isTrue, holdings);
            if (branch.Destination is null)
            {
                if (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling)
                    end = end is null ? holdings : end.Join(holdings, _graph.Blocks.Length + block.Ordinal);
                return;
            }
            Holdings? left = holdings;
            foreach (ControlFlowRegion @finally in branch.FinallyRegions)
                left = left is null ? null : Within(@finally, left);
            if (left is not null)
                Arrive(branch.Destination, left);
        }

        // An exception may be thrown by any operation of what is tried.
        void ArriveAtHandlers(BasicBlock block, Holdings holdings)
        {
            for (ControlFlowRegion? current = block.EnclosingRegion; current is not null && current != region; current = current.EnclosingRegion)
            {
                if (current is { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } both })
                {
                    foreach (ControlFlowRegion handler in both.NestedRegions.Where(static nested => nested.Kind != ControlFlowRegionKind.Try))
                        Arrive(_graph.Blocks[handler.FirstBlockOrdinal], holdings);
                }
            }
        }
    }

    // What a `finally` does depends on the way that leads through it.
    private Holdings? Within(ControlFlowRegion region, Holdings holdings) => Run(holdings, _graph.Blocks[region.FirstBlockOrdinal], region);

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case IFlowAnonymousFunctionOperation function:
                Follow(_graph.GetAnonymousFunctionControlFlowGraph(function, _cancellationToken), _now, _misuses, _cancellationToken);
                return;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment:
                Visit(assignment.Value);
                Assign(assignment.Target, assignment.Value);
                return;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation or IParameterReferenceOperation }:
                return;
        }
        if (operation is not IConversionOperation && HolderOf(operation) is { } holder)
            Use(holder, operation);
        foreach (IOperation child in operation.ChildOperations)
            Visit(child);
        switch (operation)
        {
            case IInvocationOperation call:
                Call(call.TargetMethod, call.Instance, call.Arguments, call);
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                Call(constructor, null, creation.Arguments, creation);
                break;
            case IAwaitOperation:
                // Somebody may have answered.
                _now = _now.Forget(static mark => mark.Transfer.Kind == TransferKind.Send);
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                foreach (IOperation target in deconstruction.Target.DescendantsAndSelf())
                    Assign(target, null);
                break;
            case IDeclarationPatternOperation { DeclaredSymbol: { } declared }:
                _now = _now.Assign(declared, operation.Syntax);
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } declared }:
                _now = _now.Assign(declared, operation.Syntax);
                break;
        }
    }

    private void Call(IMethodSymbol method, IOperation? receiver, ImmutableArray<IArgumentOperation> arguments, IOperation call)
    {
        foreach (IArgumentOperation argument in arguments.Where(static argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out))
        {
            bool isMoved = Transfers.Of(method, null, [argument]).Any();
            if (isMoved && Holder.Of(argument.Value) is { } moved)
                Use(moved, argument.Value);
            else if (!isMoved)
                Assign(argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value, null);
        }
        if (Waits(method))
            _now = _now.Forget(static mark => mark.Transfer.Kind == TransferKind.Send);
        foreach ((IOperation given, Transfer transfer) in Transfers.Of(method, receiver, arguments))
        {
            if (HolderOf(given) is not { } holder || !IsFollowed(holder) || transfer.Kind == TransferKind.Send && !(IsReference(given) && IsSure(call)))
                continue;
            bool leavesNull = arguments.Any(argument => argument.Value == given && argument.Parameter?.RefKind == RefKind.Ref);
            string by = method.MethodKind == MethodKind.Constructor ? $"new {method.ContainingType.Name}" : $"{method.ContainingType.Name}.{method.Name}";
            _now = _now.Mark(new Mark(call.Syntax, by, holder, transfer, leavesNull));
        }
    }

    // After it, what was sent may have been received and answered.
    private static bool Waits(IMethodSymbol method) =>
        KnowledgeBase.Default.JoinOf(method) is not null
        || method.Name is "Receive" or "TryReceive" or "Take" or "TryTake" or "TryRead" or "Wait" or "WaitOne" or "WaitAll" or "SignalAndWait" or "Join";

    // Whether a call has done it wherever control goes on after it; where its result is what branches, one way will forget it.
    private static bool IsSure(IOperation call) =>
        call.Parent is null or IExpressionStatementOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Parent: null };

    private bool IsFollowed(Holder holder) => !_assignedElsewhere.Contains(holder.Variable);

    private void Assign(IOperation target, IOperation? value)
    {
        ISymbol? variable = target switch
        {
            ILocalReferenceOperation { Local.IsRef: false } local => local.Local,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => parameter.Parameter,
            _ => null,
        };
        if (variable is null)
            return;
        Holdings assigned = _now.Assign(variable, target.Syntax);
        // A copy of a struct is another value.
        _now = Holder.Of(value) is { } from && IsReference(value!) && !SymbolEqualityComparer.Default.Equals(from.Variable, variable)
            ? assigned.Copy(new Holder(variable), from)
            : assigned;
    }

    private static bool IsReference(IOperation value) => value is IConversionOperation conversion ? IsReference(conversion.Operand) : value.Type is { IsReferenceType: true };

    private void Use(Holder holder, IOperation operation)
    {
        (string? member, bool isChange) = MemberUsed(operation);
        foreach (Mark mark in _now.MarksOf(holder))
        {
            bool isMisuse = mark.Transfer.Kind switch
            {
                TransferKind.Move => !IsNullTest(operation) && (member is null ? operation is not IFlowCaptureReferenceOperation : mark.Transfer.Forbids(member)),
                TransferKind.End => member is not null && mark.Transfer.Forbids(member),
                _ => isChange,
            };
            if (isMisuse && IsFollowed(holder))
                _misuses[(operation.Syntax, mark.At)] = new Misuse(operation.Syntax, holder, mark, member);
        }
    }

    // `x.Member`, `x.Member()`, `x[i]`: the member, and whether it changes the object.
    private static (string? Member, bool IsChange) MemberUsed(IOperation operation)
    {
        switch (operation.Parent)
        {
            case IInvocationOperation call when call.Instance == operation:
                TypeFact? fact = KnowledgeBase.Default.FactOf(call.TargetMethod.ContainingType);
                return (call.TargetMethod.Name, fact is { Sharing: Sharing.Collection } && !fact.Readers.Contains(call.TargetMethod.Name));
            case IMemberReferenceOperation member when member.Instance == operation:
                return (member.Member.Name, IsAssigned(member) && member.Member is IFieldSymbol or IPropertySymbol);
            case IArrayElementReferenceOperation element when element.ArrayReference == operation:
                return ("[]", IsAssigned(element));
            default:
                return (null, false);
        }
    }

    private static bool IsAssigned(IOperation target) =>
        target.Parent is IAssignmentOperation assignment && assignment.Target == target || target.Parent is IIncrementOrDecrementOperation;

    private static bool IsNullTest(IOperation operation) => operation.Syntax.Parent switch
    {
        ConditionalAccessExpressionSyntax access => access.Expression == operation.Syntax,
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.EqualsExpression) || binary.IsKind(SyntaxKind.NotEqualsExpression) =>
            binary.Left.IsKind(SyntaxKind.NullLiteralExpression) || binary.Right.IsKind(SyntaxKind.NullLiteralExpression),
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.CoalesceExpression) && binary.Left == operation.Syntax,
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) && assignment.Left == operation.Syntax,
        IsPatternExpressionSyntax => true,
        _ => false,
    };

    // What is not null has not been moved, where moving leaves null; what was not sent is still one's own.
    private Holdings Assume(IOperation condition, bool isTrue, Holdings holdings)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Assume(not.Operand, !isTrue, holdings);
            case IIsNullOperation { Operand: var tested } when !isTrue:
                return NotNull(tested, holdings);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test when !isTrue:
                return NotNull(test.Value, holdings);
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test when isTrue:
                return NotNull(test.Value, holdings);
            case IIsPatternOperation { Pattern: IRecursivePatternOperation or IDeclarationPatternOperation } test when isTrue:
                return NotNull(test.Value, holdings);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison
                when isTrue == (comparison.OperatorKind == BinaryOperatorKind.NotEquals):
                return IsNull(comparison.RightOperand) ? NotNull(comparison.LeftOperand, holdings)
                    : IsNull(comparison.LeftOperand) ? NotNull(comparison.RightOperand, holdings) : holdings;
            case IInvocationOperation call when !isTrue:
                return holdings.Forget(mark => mark.At == call.Syntax && mark.Transfer.Kind == TransferKind.Send);
            default:
                return holdings;
        }
    }

    private Holdings NotNull(IOperation tested, Holdings holdings) =>
        HolderOf(tested) is { } holder ? holdings.Forget(holder, static mark => mark.LeavesNull) : holdings;

    // `x` of `x?.Dispose()` and of `using (x)` is read once, and kept.
    private Holder? HolderOf(IOperation operation) => operation switch
    {
        IConversionOperation { IsImplicit: true } conversion => HolderOf(conversion.Operand),
        IFlowCaptureReferenceOperation reference => _captured.TryGetValue(reference.Id, out IOperation? captured) ? Holder.Of(captured) : null,
        _ => Holder.Of(operation),
    };

    private static bool IsNull(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: null } || operation is IConversionOperation conversion && IsNull(conversion.Operand);
}
