using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1008: a loop that awaits one answer after the other, though none is needed for the next question.</summary>
internal sealed class IndependentRequests : GraphRule
{
    private static readonly RuleInfo Info = new("FA1008", "Answers are awaited one after the other", Rank: 1);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override bool IsInterestedIn(MemberCode member) => member.All<IAwaitOperation>().Any(static wait => Shapes.LoopAround(wait) is IForLoopOperation or IForEachLoopOperation);

    public override IEnumerable<Finding> FindIn(MemberCode member, CallGraph graph)
    {
        foreach (ILoopOperation loop in member.All<ILoopOperation>())
        {
            if (loop is not (IForLoopOperation or IForEachLoopOperation { IsAsynchronous: false }) || Rounds.Of(member, loop, graph) is not { } rounds)
                continue;
            IInvocationOperation? request = loop.Body.Descendants().OfType<IInvocationOperation>()
                .FirstOrDefault(call => Shapes.LoopAround(call) == loop && IsAwaited(call) && Asks(call, graph) && DependsOn(call, rounds));
            if (request is null || IsPaced(loop) || (rounds.Effects & (Effects.WritesThis | Effects.WritesStatic)) != 0)
                continue;
            bool isKnown = (rounds.Effects & (Effects.Unknown | Effects.Output | Effects.WritesArguments)) == 0;
            yield return new Finding(Info, Shapes.At(loop), member.Name, Workload.Requests, Approach.Tasks,
                $"Each round awaits the answer to {request.TargetMethod.Name} before the next one asks, though it needs nothing of it: the waits add up. "
                + "Ask for several at once, and wait for all; a bound keeps the server well.",
                isKnown ? new Confidence(0.8, "no round writes what another one reads") : new Confidence(0.6, "a round calls what could not be followed"))
            {
                Rewrite = Rewrite.Outline(Outline(loop, rounds, request)),
            };
        }
    }

    // By itself, or by a method with source that gets its answer from the network, and changes nothing.
    private static bool Asks(IInvocationOperation call, CallGraph graph)
    {
        if (Library.IsRequest(call.TargetMethod))
            return true;
        if (MethodKey.Of(call.TargetMethod) is not { } key || graph.Find(key) is not { } method)
            return false;
        Effects effects = graph.Sum(method).Effects;
        return effects.HasFlag(Effects.Network) && (effects & (Effects.WritesThis | Effects.WritesStatic | Effects.WritesArguments | Effects.Files)) == 0;
    }

    private static bool IsAwaited(IOperation call) => call.Parent switch
    {
        IAwaitOperation => true,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured => IsAwaited(configured),
        IArgumentOperation => false,
        _ => false,
    };

    // The question is about the item, and neither an attempt nor a poll.
    private static bool DependsOn(IInvocationOperation request, Rounds rounds) => request.Arguments.Any(argument => argument.Value.DescendantsAndSelf().Any(inner =>
        Shapes.IsNamed(inner, rounds.Item) || inner is ILocalReferenceOperation { Local: var local } && rounds.Body.Syntax.Span.Contains(local.DeclaringSyntaxReferences[0].Span)));

    // Whoever pauses in between wants it to be slow.
    private static bool IsPaced(ILoopOperation loop) => loop.Body.Descendants().Any(static operation =>
        operation is IInvocationOperation { TargetMethod: { Name: "Delay" or "Sleep" or "WaitForNextTickAsync" } });

    private static string Outline(ILoopOperation loop, Rounds rounds, IInvocationOperation request)
    {
        string source = loop is IForEachLoopOperation each ? each.Collection.Syntax.ToString() : $"Enumerable.Range({(loop as IForLoopOperation)?.Condition switch { IBinaryOperation { RightOperand.Syntax: var bound } => $"0, {bound}", _ => "…" }})";
        return $"await Parallel.ForEachAsync({source}, async ({rounds.Item.Name}, token) => … await {request.Syntax} …);\n"
            + $"// or, if all may be under way at once: await Task.WhenAll({source}.Select({rounds.Item.Name} => {request.Syntax}));";
    }
}
