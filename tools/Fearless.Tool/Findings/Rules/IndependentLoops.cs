using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1001: a sequential loop over heavy work, whose rounds do not need one another.</summary>
internal sealed class IndependentLoops : GraphRule
{
    public static readonly RuleInfo Info = new("FA1001", "Heavy independent work is done one after the other", Rank: 1);

    // From here on a round takes microseconds at least, so that a fork pays.
    public const int HeavyFrom = 2;

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override bool IsInterestedIn(MemberCode member) => member.All<ILoopOperation>().Any(static loop =>
        loop is IForLoopOperation or IForEachLoopOperation { IsAsynchronous: false }
        && loop.Body.Descendants().Any(static inner => inner is ILoopOperation or IInvocationOperation or IObjectCreationOperation));

    public override IEnumerable<Finding> FindIn(MemberCode member, CallGraph graph)
    {
        if (ThreadsInTheBrowser.IsBrowser(member))
            yield break;
        foreach (ILoopOperation loop in member.All<ILoopOperation>())
        {
            if (loop is not (IForLoopOperation or IForEachLoopOperation { IsAsynchronous: false }) || IsInParallel(loop) || StartsOthers(loop) || Rounds.Of(member, loop, graph) is not { } rounds)
                continue;
            int weight = rounds.Weight + (rounds.Weight > 0 && HasSameLoopInside(loop) ? 1 : 0);
            if (weight < HeavyFrom || (rounds.Effects & ~(Effects.Files | Effects.WritesPointers)) != 0)
                continue;
            yield return Make(member, loop, rounds, weight);
        }
    }

    /// <summary>How sure it is that work is heavy, and does not need its neighbours.</summary>
    public static Confidence ConfidenceOf(Rounds rounds, int weight) => (weight, rounds.ChangesItems) switch
    {
        _ when rounds.Effects.HasFlag(Effects.WritesPointers) => new(0.6, "a round writes through a pointer, which could not be followed"),
        ( > HeavyFrom, false) => new(0.85, "what a round calls was followed to its end, and changes nothing that another one sees"),
        (_, false) => new(0.75, "what a round calls changes nothing that another one sees; how long it takes is estimated from its loops"),
        _ => new(0.65, "each round changes its item only, if no two items are the same object"),
    };

    private static Finding Make(MemberCode member, ILoopOperation loop, Rounds rounds, int weight)
    {
        bool isOfFiles = rounds.Effects.HasFlag(Effects.Files);
        return new Finding(Info, Shapes.At(loop), member.Name, isOfFiles ? Workload.Files : Workload.DataParallel, Approach.Par,
            (isOfFiles
                ? "Files are read or written, and worked upon, one after the other here: neither the disk nor the processor is busy while the other one is. "
                : "This loop does heavy work, and no round needs another one, but one core does it all. ")
            + $"Par() divides the rounds among the cores{(rounds.Gathering is Gathering.List or Gathering.Dictionary ? ", and keeps the order of the results" : "")}.",
            ConfidenceOf(rounds, weight))
        {
            Rewrite = LoopRewriter.Rewrite(loop, rounds),
        };
    }

    // The same bound inside and out: the work grows with its square.
    private static bool HasSameLoopInside(ILoopOperation loop) => loop.Body.Descendants().OfType<ILoopOperation>().Any(inner => Bound(inner) is { } bound && bound == Bound(loop));

    private static string? Bound(ILoopOperation loop) => loop switch
    {
        IForEachLoopOperation each => each.Collection.Syntax.ToString(),
        IForLoopOperation { Condition: IBinaryOperation { RightOperand: var bound } } when bound.ConstantValue is not { HasValue: true, Value: int and < FactCollector.LargeNumber } => bound.Syntax.ToString(),
        _ => null,
    };

    // What its rounds give to others is done by these, and not by the loop.
    private static bool StartsOthers(ILoopOperation loop) => loop.Body.Descendants().Any(static inner => Shapes.IsThread(inner) || Shapes.IsComputationAsTask(inner));

    // The cores are busy already, or the inner loop is part of an outer one that will be divided.
    private static bool IsInParallel(ILoopOperation loop)
    {
        for (IOperation? around = loop.Parent; around is not null; around = around.Parent)
        {
            if (around is IForLoopOperation or IForEachLoopOperation
                || around is IInvocationOperation call && (Shapes.IsParallelLoop(call.TargetMethod) || call.TargetMethod.ContainingType.Name == "ParallelIterator")
                || around is IObjectCreationOperation creation && Shapes.IsThread(creation))
                return true;
        }
        return false;
    }
}
