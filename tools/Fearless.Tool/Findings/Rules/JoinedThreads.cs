using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1003: threads that are started and waited for by hand.</summary>
internal sealed class JoinedThreads : Rule
{
    private static readonly RuleInfo Info = new("FA1003", "Threads are joined by hand", Rank: 2);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        if (!member.Names.Invoked.Contains("Join"))
            return [];
        IObjectCreationOperation[] threads = [.. member.All<IObjectCreationOperation>().Where(static creation => Shapes.IsThread(creation) && !IsKept(creation))];
        bool isJoined = member.All<IOperation>().Any(static operation => operation is IInvocationOperation { TargetMethod: { Name: "Join" } method } && Types.IsExactly(method.ContainingType, "System.Threading.Thread"));
        if (threads is not [var first, ..] || !isJoined)
            return [];
        string body = first.Arguments is [{ Value.Syntax: var given }, ..] ? given.ToString() : "…";
        return
        [
            new Finding(Info, Shapes.At(first), member.Name, Workload.KnownThreads, Approach.Threads,
                "Threads are started here and joined by hand: when one throws, the process ends; when the code between throws, they are left behind. "
                + "A ThreadScope joins them whatever happens, rethrows what they threw, and lets them borrow what is here.",
                new(0.85, "the same member starts and joins them"))
            {
                Count = threads.Length,
                Rewrite = Rewrite.Outline($"ThreadScope.Run(scope =>\n{{\n    scope.Spawn({body});{(threads.Length > 1 ? "\n    …   // and the others" : "")}\n}});   // all have ended here"),
            },
        ];
    }

    // A thread of an object lives as long as that, and is no part of a computation.
    private static bool IsKept(IObjectCreationOperation thread)
    {
        IOperation? value = thread;
        while (value.Parent is IConversionOperation or IArgumentOperation { Parameter: null })
            value = value.Parent;
        return value.Parent is ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false } };
    }
}
