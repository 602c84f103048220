using Fearless.Analyzers.Patterns;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Text;

namespace Fearless.Tool.Findings.Rules;

/// <summary>The patterns to reconsider that the compiler's analyzers know of: the same code, with what the framework says of them.</summary>
internal sealed class AnalyzerPatterns : Rule
{
    private static readonly Pattern[] Patterns = [new BlockingWait(), new CheckThenAct(), new ForgottenTask(), new ReadBeforeAwait(), new ThreadForEachItem()];

    private static readonly Dictionary<string, Advice> Known = new()
    {
        ["FC4001"] = new(new("FC4001", "A check, and then an act"), Workload.SharedState, Approach.Atomic, new(0.9, "both steps are of the same collection, and no lock is held")),
        ["FC4005"] = new(new("FC4005", "A shared variable is read before an await and written after it"), Workload.Requests, Approach.Atomic, new(0.9, "the variable is of the function around, which others run in, too")),
        ["FC5001"] = new(new("FC5001", "An asynchronous function blocks its thread", Rank: 1), Workload.Requests, Approach.Await, new(0.85, "the function could await")),
        ["FC6001"] = new(new("FC6001", "A task is started and forgotten", Rank: 1), Workload.Background, Approach.Threads, new(0.85, "nothing holds the task")),
        ["FC6005"] = new(new("FC6005", "Nobody waits for an asynchronous body", Rank: 5), Workload.Requests, Approach.Tasks, new(0.95, "the loop takes an action, which ends at its first await")),
        ["FC6007"] = new(new("FC6007", "A thread is made for each item", Rank: 4), Workload.DataParallel, Approach.Par, new(0.85, "the loop makes one for each item")),
        ["FC6008"] = new(new("FC6008", "A thread is blocked until a task ends", Rank: 1), Workload.Requests, Approach.Await, new(0.8, "the call that is waited for is asynchronous")),
    };

    public override IReadOnlyList<RuleInfo> Infos { get; } = [.. Known.Values.Select(static advice => advice.Info)];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        foreach (Pattern pattern in Patterns.Where(pattern => member.Names.Invoked.Overlaps(pattern.Names)))
        {
            foreach (Diagnostic diagnostic in pattern.FindIn(member.Method, member.Body, member.Model.Compilation))
            {
                if (Known.TryGetValue(diagnostic.Id, out Advice? advice) && Judgement.Of(member, diagnostic, advice.Confidence) is { } confidence)
                    yield return Make(member, diagnostic, advice with { Confidence = confidence });
            }
        }
    }

    private static Finding Make(MemberCode member, Diagnostic diagnostic, Advice advice) =>
        new(advice.Info, diagnostic.Location, member.Name, advice.Workload, advice.Approach, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), advice.Confidence)
        {
            Rewrite = Mend(member, diagnostic),
            Covers = diagnostic.Id is "FC6005" or "FC6007" ? diagnostic.Location.SourceSpan : null,
        };

    private static Rewrite? Mend(MemberCode member, Diagnostic diagnostic)
    {
        SyntaxNode node = diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return diagnostic.Id switch
        {
            "FC5001" => Awaiting.Rewrite(node),
            "FC6001" => Rewrite.Outline($"// in a scope of its caller, which waits for it:\n_ = scope.Spawn({node});"),
            "FC6005" => Rewrite.Outline("TaskScope.RunAsync(async scope =>\n{\n    foreach (var item in items)\n        _ = scope.Spawn(WorkOn(item));    // an async Future: the scope waits for all of them\n})"),
            "FC6007" => Rewrite.Outline("items.Par().ForEach(item => WorkOn(item));"),
            "FC6008" => Awaiting.Rewrite(node) is { } awaited ? Rewrite.Outline(awaited.Code) : null,
            "FC4001" => CheckedSteps.Rewrite(node),
            "FC4005" => Rewrite.Outline("var value = await …;      // first, into a variable of its own\nInterlocked.Add(ref total, value);"),
            _ => null,
        };
    }

    private sealed record Advice(RuleInfo Info, Workload Workload, Approach Approach, Confidence Confidence);
}
