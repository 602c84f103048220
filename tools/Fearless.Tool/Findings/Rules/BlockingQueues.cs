using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1005, as far as a member shows it: values are handed over by a <c>BlockingCollection</c>.</summary>
internal sealed class BlockingQueues : Rule
{
    public override IReadOnlyList<RuleInfo> Infos => [HandMadeQueues.Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        if (!member.Names.Invoked.Contains("new BlockingCollection") && !member.Names.Invoked.Contains("new Thread"))
            yield break;
        IObjectCreationOperation[] queues =
            [.. member.All<IObjectCreationOperation>().Where(static creation => Types.IsExactly(creation.Type, "System.Collections.Concurrent.BlockingCollection"))];
        if (queues is not [var first, ..])
            yield break;
        string element = ((INamedTypeSymbol)first.Type!).TypeArguments[0].ToMinimalDisplayString(member.Model, first.Syntax.SpanStart);
        bool isPipeline = queues.Select(static queue => Target(queue)).Distinct().Count() > 1;
        yield return new Finding(HandMadeQueues.Info, Shapes.At(first), member.Name,
            isPipeline ? Workload.Pipeline : Workload.ProducerConsumer, isPipeline ? Approach.Pipeline : Approach.Channel,
            isPipeline
                ? $"{queues.Length} blocking collections connect stages here: each stage's thread, its end and its failures are looked after by hand, and a stage that fails leaves the others waiting. A Pipeline does that, and says which stage holds the others up."
                : "A blocking collection hands values over here: its end has to be told by CompleteAdding, also when the producer fails, or the consumer waits for ever. The end of a channel's last sender ends its loop.",
            new(first.Arguments.Length == 0 ? 0.9 : 0.8, first.Arguments.Length == 0 ? "it has no bound either" : "it is bounded, and works as it is"))
        {
            Count = queues.Length,
            Rewrite = Rewrite.Outline(isPipeline
                ? "PipelineReport report = Pipeline.From(source)\n    .Sequential(item => …)\n    .Parallel(item => …)\n    .Ordered()\n    .Sequential(result => …)\n    .Run();"
                : HandMadeQueues.Outline(element)),
        };
    }

    // What a queue is kept in.
    private static string? Target(IObjectCreationOperation queue) => queue.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target.Syntax.ToString(),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.Name,
        _ => null,
    };
}
