using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1001, of queries: heavy work in a lambda of LINQ.</summary>
internal sealed class IndependentQueries : GraphRule
{
    private static readonly string[] Working = ["Select", "SelectMany", "Where", "Sum", "Count", "Max", "Min", "Average", "All", "Any", "MaxBy", "MinBy"];
    private static readonly string[] Ending = ["ToArray", "ToList", "Sum", "Count", "Max", "Min", "Any", "All", "ToDictionary", "ToHashSet"];

    public override IReadOnlyList<RuleInfo> Infos => [IndependentLoops.Info];

    public override bool IsInterestedIn(MemberCode member) => member.All<IInvocationOperation>().Any(static call => IsQuery(call.TargetMethod));

    public override IEnumerable<Finding> FindIn(MemberCode member, CallGraph graph)
    {
        if (ThreadsInTheBrowser.IsBrowser(member))
            yield break;
        foreach (IInvocationOperation call in member.All<IInvocationOperation>().Where(static call => IsQuery(call.TargetMethod)))
        {
            if (call.Arguments is not [{ Value: var source }, { Value: var given }, ..] || WorkOf(member, given, graph) is not var (effects, weight, confidence)
                || weight < IndependentLoops.HeavyFrom || (effects & ~Effects.Files) != 0)
                continue;
            bool isOfFiles = effects.HasFlag(Effects.Files);
            yield return new Finding(IndependentLoops.Info, Shapes.At(call), member.Name, isOfFiles ? Workload.Files : Workload.DataParallel, Approach.Par,
                $"{call.TargetMethod.Name} does heavy work for each item here, and no item needs another one, but one core does it all. Par() divides the items among the cores, and keeps their order.", confidence)
            {
                Rewrite = Parallel(call, source),
            };
        }
    }

    private static bool IsQuery(IMethodSymbol method) => Array.IndexOf(Working, method.Name) >= 0 && Types.IsExactly(method.ContainingType, "System.Linq.Enumerable");

    private static (Effects, int, Confidence)? WorkOf(MemberCode member, IOperation given, CallGraph graph)
    {
        if (Shapes.Lambda(given) is { Symbol.IsAsync: false } lambda)
            return Rounds.Of(member, lambda, graph) is { } rounds ? (rounds.Effects, rounds.Weight, IndependentLoops.ConfidenceOf(rounds, rounds.Weight)) : null;
        if (given is not IDelegateCreationOperation { Target: IMethodReferenceOperation reference } || MethodKey.Of(reference.Method) is not { } key || graph.Find(key) is not { } method)
            return null;
        (Effects effects, int weight) = graph.Sum(method);
        return (effects, weight, new Confidence(weight > IndependentLoops.HeavyFrom ? 0.85 : 0.75, $"'{reference.Method.Name}' was followed to its end, and changes nothing"));
    }

    private static Rewrite? Parallel(IInvocationOperation call, IOperation source)
    {
        IOperation bare = source is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : source;
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var items, Name: var name } } syntax)
            return null;
        string code = $"{items}{(LoopRewriter.HasLength(bare.Type) ? "" : ".ToArray()")}.Par().{name}{syntax.ArgumentList}";
        SyntaxNode last = syntax;
        while (last.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
            last = next;
        // What is not run to its end in the same expression would have another type.
        bool isEnded = last is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var ending } } && Array.IndexOf(Ending, ending) >= 0;
        return isEnded ? new Rewrite(code, syntax.Span) : Rewrite.Outline(code + ".ToArray()");
    }
}
