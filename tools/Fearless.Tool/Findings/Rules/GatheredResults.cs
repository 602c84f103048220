using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1002: the bodies of a parallel loop gather their results in something shared.</summary>
internal sealed class GatheredResults : Rule
{
    private const string Waiting = ": all threads wait for one another there, and the order is lost";

    private static readonly RuleInfo Info = new("FA1002", "A parallel loop gathers results in shared state", Rank: 3);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        foreach (IInvocationOperation loop in member.All<IInvocationOperation>())
        {
            if (Body(loop) is not { } body || Gathering(member, loop, body) is not var (how, confidence))
                continue;
            yield return new Finding(Info, Shapes.At(loop), member.Name, Workload.DataParallel, Approach.Par,
                $"{loop.TargetMethod.ContainingType.Name}.{loop.TargetMethod.Name} gathers its results here {how}. "
                + "Let the loop give its results back: Par().Select(...).ToArray() keeps their order, Sum or Aggregate adds them up without a lock.", confidence)
            {
                Rewrite = Rewrite.Outline(Write(loop, body)),
                Covers = loop.Syntax.Span,
            };
        }
    }

    private static IAnonymousFunctionOperation? Body(IInvocationOperation loop) =>
        Shapes.IsParallelLoop(loop.TargetMethod) ? Shapes.Lambda(loop, "body", "action")
        : Types.IsExactly(loop.TargetMethod.ContainingType, "System.Linq.ParallelEnumerable") ? Shapes.Lambda(loop, "selector", "predicate")
        : null;

    private static (string How, Confidence Confidence)? Gathering(MemberCode member, IInvocationOperation loop, IAnonymousFunctionOperation body)
    {
        bool takesLock = body.Descendants().Any(static inner => inner is IInvocationOperation { TargetMethod.Name: "Enter" or "TryEnter" or "EnterScope" or "EnterWriteLock" or "EnterReadLock" or "WaitOne" or "Wait" });
        string unlocked = takesLock ? " under a lock" + Waiting : " without a lock: some of them get lost, and what is read may be of several";
        foreach (IOperation operation in body.Descendants())
        {
            switch (operation)
            {
                case ILockOperation locked when !IsOncePerRange(locked, loop) && locked.Body.Descendants().Any(inner => Gathers(inner, body)):
                    return ($"under a lock ({locked.LockedValue.Syntax}){Waiting}", new(0.9, "what is done under the lock only adds a result"));
                case IInvocationOperation { TargetMethod: { Name: "Add" or "Enqueue" or "Push", ContainingType.Name: "ConcurrentBag" or "ConcurrentQueue" or "ConcurrentStack" }, Instance: ILocalReferenceOperation bag } when IsMadeIn(member, bag.Local, body):
                    return ($"in {bag.Local.Name}, a {bag.Type!.Name}{Waiting}", new(0.85, "the collection is made for the loop"));
                case IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Enqueue" or "Push", Instance: ILocalReferenceOperation { Type: var type } list } when IsPlain(type) && !IsWithin(list, body) && !IsLocked(operation):
                    return ($"in {list.Local.Name}{unlocked}", new(0.9, "the collection is not made for several threads"));
                case ICompoundAssignmentOperation { Target: var total } when IsShared(total, body) && !IsLocked(operation):
                    return ($"in {total.Syntax}{unlocked}", new(0.9, "the variable is shared by all rounds"));
                case IIncrementOrDecrementOperation { Target: var count } when IsShared(count, body) && !IsLocked(operation):
                    return ($"in {count.Syntax}{unlocked}", new(0.9, "the variable is shared by all rounds"));
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation best } when IsShared(best, body) && !IsLocked(operation) && body.Descendants().Count(inner => Shapes.IsNamed(inner, best.Local)) > 1:
                    return ($"in {best.Local.Name}{unlocked}", new(0.85, "the variable is compared and written by all rounds"));
            }
        }
        return null;
    }

    // A variable or field, or an element of a dictionary that is not made for several threads: those of arrays may be each round's own.
    private static bool IsShared(IOperation target, IAnonymousFunctionOperation body) => target switch
    {
        ILocalReferenceOperation local => !IsWithin(local, body),
        IFieldReferenceOperation field => field.Instance is null or IInstanceReferenceOperation,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation { Type: { Name: "Dictionary" } type } table } => IsPlain(type) && !IsWithin(table, body),
        _ => false,
    };

    private static bool IsPlain(ITypeSymbol? type) => Types.SpaceOf(type) == "System.Collections.Generic";

    private static bool IsLocked(IOperation operation) => Fearless.Analyzers.Patterns.Code.IsLocked(operation.Syntax);

    // A partitioner gives out whole ranges: to add up once for each of them is how it is meant.
    private static bool IsOncePerRange(ILockOperation locked, IInvocationOperation loop) =>
        Shapes.LoopAround(locked) is null && loop.Arguments[0].Value.DescendantsAndSelf().Any(static inner => inner is IInvocationOperation { TargetMethod.ContainingType.Name: "Partitioner" });

    private static bool Gathers(IOperation operation, IAnonymousFunctionOperation body) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Enqueue" or "Push" or "TryAdd" or "UnionWith", Instance: { } collection } => !IsWithin(collection, body),
        ICompoundAssignmentOperation compound => !IsWithin(compound.Target, body),
        IIncrementOrDecrementOperation step => !IsWithin(step.Target, body),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } } => !IsWithin(collection, body),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment =>
            !IsWithin(target, body) && Shapes.Mentions(assignment.Value, target.Local),
        _ => false,
    };

    private static bool IsWithin(IOperation variable, IAnonymousFunctionOperation body) =>
        variable is ILocalReferenceOperation local && body.Syntax.Span.Contains(local.Local.DeclaringSyntaxReferences[0].Span);

    private static bool IsMadeIn(MemberCode member, ILocalSymbol local, IAnonymousFunctionOperation body) =>
        !body.Syntax.Span.Contains(local.DeclaringSyntaxReferences[0].Span) && Shapes.InitializerOf(member, local) is IObjectCreationOperation;

    private static string Write(IInvocationOperation loop, IAnonymousFunctionOperation body)
    {
        string item = body.Symbol.Parameters is [{ Name: var name }, ..] ? name : "item";
        string source = loop.TargetMethod.Name switch
        {
            "For" => $"({loop.Arguments[0].Value.Syntax}..{loop.Arguments[1].Value.Syntax}).Par()",
            _ => $"{loop.Arguments[0].Value.Syntax}.Par()",
        };
        bool adds = body.Descendants().OfType<ICompoundAssignmentOperation>().Any(compound => !IsWithin(compound.Target, body)
            && compound.Target is ILocalReferenceOperation or IFieldReferenceOperation);
        return adds
            ? $"total += {source}.Select({item} => …).Sum();"
            : $"var results = {source}.Select({item} => …).ToArray();";
    }
}
