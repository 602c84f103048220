using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1009: threads, or code that blocks the only one, where there are none.</summary>
internal sealed class ThreadsInTheBrowser : Rule
{
    private static readonly RuleInfo Info = new("FA1009", "Threads are used where there are none", Rank: 9);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        if (!IsBrowser(member))
            yield break;
        foreach (IOperation operation in member.Operations)
        {
            if (Use(operation) is not { } use || IsAskedFirst(operation))
                continue;
            yield return new Finding(Info, Shapes.At(operation), member.Name, Workload.NoThreads, Approach.Tasks,
                $"{use} here, but this runs in a browser, where there is only one thread: it throws, or waits for ever. Await, and do several things at once as tasks.",
                new(0.9, "the project or assembly says that it runs in a browser"))
            {
                Rewrite = Awaiting.Rewrite(operation.Syntax) is { } awaited ? Rewrite.Outline(awaited.Code) : Rewrite.Outline("await Task.WhenAll(first, second);   // each gives the thread up where it awaits"),
                Covers = operation.Syntax.Span,
            };
        }
    }

    public static bool IsBrowser(MemberCode member) => member.Project.IsBrowser || member.Model.Compilation.Assembly.GetAttributes().Any(static attribute =>
        attribute.AttributeClass?.Name == "SupportedOSPlatformAttribute" && attribute.ConstructorArguments is [{ Value: "browser" }]);

    private static string? Use(IOperation operation) => operation switch
    {
        _ when Shapes.IsThread(operation) => "A thread is made",
        _ when Shapes.BlockedOn(operation) is not null => "The thread is blocked until a task ends",
        IInvocationOperation { TargetMethod: var method } when Types.IsMethod(method, "System.Threading.Thread", "Sleep") => "The thread sleeps",
        IInvocationOperation { TargetMethod: var method } when Types.IsMethod(method, "System.Threading.Tasks.Task", "WaitAll", "WaitAny") => "The thread is blocked until tasks end",
        IInvocationOperation { TargetMethod: var method } when Types.IsMethod(method, "System.Threading.Tasks.Parallel", "For", "ForEach", "Invoke") => "A parallel loop is run",
        _ => null,
    };

    private static bool IsAskedFirst(IOperation operation)
    {
        for (IOperation? around = operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IConditionalOperation choice && choice.Condition.Syntax.ToString().Contains("IsBrowser", StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
