using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Facts;

/// <summary>The rounds of a loop, or the calls of a query's lambda: whether they are independent of one another, and what they cost.</summary>
internal sealed class Rounds
{
    private readonly HashSet<IOperation> _allowed = [];

    private Rounds(IOperation body, ISymbol item) => (Body, Item) = (body, item);

    public IOperation Body { get; }

    /// <summary>The variable that is another one in each round.</summary>
    public ISymbol Item { get; }

    /// <summary>What becomes of the results.</summary>
    public Gathering Gathering { get; private set; }

    /// <summary>The operation that gathers a result.</summary>
    public IOperation? Gatherer { get; private set; }

    /// <summary>What else a round does.</summary>
    public Effects Effects { get; private set; }

    /// <summary>How many loops of arithmetic lie in one another in a round.</summary>
    public int Weight { get; private set; }

    /// <summary>Whether each round changes the item that it is given.</summary>
    public bool ChangesItems { get; private set; }

    /// <summary>Looks at the rounds of a loop; null where one round needs another one, as far as writes show it.</summary>
    public static Rounds? Of(MemberCode member, ILoopOperation loop, CallGraph graph)
    {
        if (Shapes.VariableOf(loop) is not { } variable || LeavesEarly(loop))
            return null;
        var rounds = new Rounds(loop.Body, variable);
        return rounds.WritesOnlyItsOwn() ? rounds.Complete(member, graph) : null;
    }

    /// <summary>Looks at a lambda that is called for each item.</summary>
    public static Rounds? Of(MemberCode member, IAnonymousFunctionOperation lambda, CallGraph graph)
    {
        if (lambda.Symbol.Parameters is not [var item, ..])
            return null;
        var rounds = new Rounds(lambda.Body, item);
        return rounds.WritesOnlyItsOwn() && rounds.Gathering == Gathering.None ? rounds.Complete(member, graph) : null;
    }

    private Rounds Complete(MemberCode member, CallGraph graph)
    {
        var owners = new Owners(member) { Part = Body, Item = Item };
        (Effects, Weight) = graph.Sum(FactCollector.CollectPart(member.Method, Body, owners, _allowed));
        return this;
    }

    // A round that ends the loop decides about the later ones; what a round gives away in the middle has an order.
    private static bool LeavesEarly(ILoopOperation loop) => loop.Body.Descendants().Any(operation => operation switch
    {
        IReturnOperation => !IsInFunction(operation, loop),
        IBranchOperation branch => branch.BranchKind == BranchKind.GoTo || SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel),
        ILockOperation => true,
        _ => false,
    });

    private static bool IsInFunction(IOperation operation, ILoopOperation loop)
    {
        for (IOperation? around = operation.Parent; around is not null && around != loop; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }
        return false;
    }

    private bool WritesOnlyItsOwn()
    {
        foreach (IOperation operation in Body.Descendants())
        {
            bool isFine = operation switch
            {
                ISimpleAssignmentOperation assignment => Targets(assignment.Target).All(target => MayWrite(target, assignment)),
                IDeconstructionAssignmentOperation assignment => Targets(assignment.Target).All(target => MayWrite(target, assignment)),
                IAssignmentOperation assignment => MayWrite(assignment.Target, assignment),
                IIncrementOrDecrementOperation step => MayWrite(step.Target, step),
                IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation list } call when !IsOwn(list.Local) && IsList(list.Type) => MayGather(Gathering.List, list.Local, call),
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation given } => IsOwn(given.Local),
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: IParameterReferenceOperation } => false,
                _ => true,
            };
            if (!isFine)
                return false;
        }
        return true;
    }

    private static IEnumerable<IOperation> Targets(IOperation target) => target is ITupleOperation tuple ? tuple.Elements.SelectMany(Targets) : [target];

    private bool MayWrite(IOperation target, IOperation write)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                return IsOwn(local.Local) || IsSum(write) && MayGather(Gathering.Sum, local.Local, write);
            case IParameterReferenceOperation parameter:
                return Body.Parent is IAnonymousFunctionOperation lambda && lambda.Symbol.Parameters.Contains(parameter.Parameter, SymbolEqualityComparer.Default);
            case IArrayElementReferenceOperation element when Variable(element.ArrayReference) is { } array && !IsOwn(array):
                if (!element.Indices.Any(IsItem) || !IsOnlyUsedAtItem(array))
                    return false;
                _allowed.Add(write);
                return true;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation table } element when !IsOwn(table.Local) && IsItem(element.Arguments[0].Value):
                return table.Type!.Name == "Dictionary" && write is ISimpleAssignmentOperation
                    ? MayGather(Gathering.Dictionary, table.Local, write)
                    : table.Type.Name == "List" && IsOnlyUsedAtItem(table.Local) && _allowed.Add(write);
            // Whatever else is written is judged by whose it is: see Owners.
            default:
                ChangesItems |= IsOfItem(target);
                return true;
        }
    }

    private bool IsOfItem(IOperation target) => target.DescendantsAndSelf().Any(IsItem);

    private bool MayGather(Gathering gathering, ILocalSymbol into, IOperation gatherer)
    {
        if (Gathering != Gathering.None || Body.Descendants().Count(operation => Shapes.IsNamed(operation, into)) != 1)
            return false;
        (Gathering, Gatherer) = (gathering, gatherer);
        return _allowed.Add(gatherer);
    }

    private static bool IsSum(IOperation write) => write is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double };

    private static bool IsList(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "List", TypeArguments.Length: 1 };

    private bool IsOwn(ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(variable, Item) || variable.DeclaringSyntaxReferences.Any(reference => Body.Syntax.Span.Contains(reference.Span));

    private bool IsItem(IOperation operation) => Shapes.IsNamed(operation is IConversionOperation conversion ? conversion.Operand : operation, Item);

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        _ => null,
    };

    private bool IsOnlyUsedAtItem(ISymbol array) => Body.Descendants().Where(operation => Shapes.IsNamed(operation, array)).All(use => use.Parent switch
    {
        IArrayElementReferenceOperation element => element.Indices.Any(IsItem),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Arguments.Any(argument => IsItem(argument.Value)),
        IPropertyReferenceOperation { Property.Name: "Length" or "Count" } => true,
        IInvocationOperation { TargetMethod.Name: "GetLength" } => true,
        _ => false,
    });
}
