using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1010: a parallel loop whose threads wait for answers.</summary>
internal sealed class BlockedLoops : Rule
{
    private static readonly RuleInfo Info = new("FA1010", "A parallel loop waits for answers", Rank: 5);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        foreach (IInvocationOperation loop in member.All<IInvocationOperation>())
        {
            if (!RunsInParallel(loop) || Body(loop) is not { } body || body.Descendants().FirstOrDefault(static operation => Shapes.BlockedOn(operation) is IInvocationOperation) is not { } blocked)
                continue;
            yield return new Finding(Info, Shapes.At(loop), member.Name, Workload.Requests, Approach.Tasks,
                $"The threads of {loop.TargetMethod.ContainingType.Name}.{loop.TargetMethod.Name} wait for answers here ({blocked.Syntax}), instead of computing: the pool grows by one or two threads a second, and no faster. "
                + "Await the answers in tasks: as many as the server bears, and none of them a thread.",
                new(0.9, "the body blocks until an asynchronous call ends"))
            {
                Rewrite = Rewrite.Outline("await Parallel.ForEachAsync(items, async (item, token) => …);\n// or, on one thread and without a pool: TaskScope.RunAsync(async scope => { foreach (var item in items) _ = scope.Spawn(Ask(item)); })"),
                Covers = loop.Syntax.Span,
            };
        }
    }

    private static bool RunsInParallel(IInvocationOperation call) =>
        Shapes.IsParallelLoop(call.TargetMethod) || Types.IsExactly(call.TargetMethod.ContainingType, "System.Linq.ParallelEnumerable");

    private static IAnonymousFunctionOperation? Body(IInvocationOperation loop) =>
        loop.Arguments.Select(static argument => Shapes.Lambda(argument.Value)).FirstOrDefault(static lambda => lambda is not null);
}
