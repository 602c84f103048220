using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FC6007, where the items are counted instead of taken: the analyzers' pattern looks at <c>foreach</c> only.</summary>
internal sealed class ThreadForEachIndex : Rule
{
    private static readonly RuleInfo Info = new("FC6007", "A thread is made for each item", Rank: 4);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        foreach (IObjectCreationOperation thread in member.All<IObjectCreationOperation>().Where(Shapes.IsThread))
        {
            if (Shapes.LoopAround(thread) is not IForLoopOperation { Condition: IBinaryOperation { RightOperand: IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } items } } } || HoldsThreads(items.Type))
                continue;
            yield return new Finding(Info, Shapes.At(thread), member.Name, Workload.DataParallel, Approach.Par,
                $"A thread is made here for each item of '{items.Syntax}': a thread costs a stack and some microseconds, and more threads than processors wait for one another. "
                + "Divide the items among as many threads as there are processors (ChunksFor), or use Par, which does.",
                new(0.85, "the loop makes as many threads as there are items"))
            {
                Rewrite = Rewrite.Outline($"{items.Syntax}.Par().ForEach(item => …);"),
                Covers = thread.Syntax.Span,
            };
        }
    }

    private static bool HoldsThreads(ITypeSymbol? type) =>
        (type as IArrayTypeSymbol)?.ElementType is { Name: "Thread" or "Task" } || type is INamedTypeSymbol { TypeArguments: [{ Name: "Thread" or "Task" }] };
}
