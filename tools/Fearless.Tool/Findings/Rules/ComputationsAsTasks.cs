using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1004: computations are made tasks, and all of them waited for.</summary>
internal sealed class ComputationsAsTasks : Rule
{
    private static readonly RuleInfo Info = new("FA1004", "Computations are run as tasks", Rank: 2);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(MemberCode member)
    {
        bool isTold = false;
        foreach (IInvocationOperation wait in member.All<IInvocationOperation>())
        {
            if (!Types.IsMethod(wait.TargetMethod, "System.Threading.Tasks.Task", "WaitAll", "WhenAll"))
                continue;
            isTold = true;
            if (ForEachItem(member, wait) is { } items)
                yield return Make(member, wait, items);
            else if (Few(member, wait) is { Length: >= 2 } few)
                yield return few.Any(WaitingWork.IsIn) ? MakeThreads(member, wait, few) : Make(member, wait, few);
        }
        if (!isTold && EachAwaited(member) is { Length: >= 2 } tasks && !tasks.Any(static task => WaitingWork.IsIn(task.Task)))
            yield return Make(member, tasks[0].Wait, [.. tasks.Select(static task => task.Task)]);
        if (CountedDown(member) is { } start)
            yield return MakeCounted(member, start);
    }

    private static Finding Make(MemberCode member, IInvocationOperation wait, string items) => new(
        Info, Shapes.At(wait), member.Name, Workload.DataParallel, Approach.Par,
        $"A task is made for each item of '{items}' only to compute: each costs an allocation and a queue, and their results are put together by hand. "
        + "Par() divides the items among the cores, and forks only where another core has nothing to do.",
        new(0.85, "the tasks run code that awaits nothing"))
    {
        Rewrite = Rewrite.Outline($"var results = {items}.Par().Select(item => …).ToArray();"),
        Covers = wait.Syntax.Span,
    };

    private static Finding Make(MemberCode member, IOperation wait, IInvocationOperation[] tasks)
    {
        string[] bodies = [.. tasks.Select(static task => task.Arguments[0].Value.Syntax.ToString())];
        return new Finding(Info, Shapes.At(wait), member.Name, Workload.ForkJoin, Approach.Join,
            $"{tasks.Length} computations are run as tasks and waited for: each takes a thread of the pool by way of a queue, and the waiting one does nothing meanwhile. "
            + "Par.Join runs them at once where a core is free, and one after the other where none is, for some nanoseconds.",
            new(0.85, "the tasks run code that awaits nothing"))
        {
            Count = tasks.Length,
            Rewrite = Rewrite.Outline(bodies.Length == 2
                ? $"Par.Join({bodies[0]}, {bodies[1]});"
                : $"Par.Scope(scope =>\n{{\n{string.Concat(bodies.Select(static body => $"    scope.Spawn({body});\n"))}}});"),
        };
    }

    private static Finding MakeThreads(MemberCode member, IInvocationOperation wait, IInvocationOperation[] tasks) => new(
        Info, Shapes.At(wait), member.Name, Workload.KnownThreads, Approach.Threads,
        $"{tasks.Length} jobs that wait, perhaps for one another, are run as tasks on the pool: a thread of it is blocked for each, and where there are too few, none of them goes on. "
        + "In a ThreadScope each has a thread of its own, and all have ended when it returns.",
        new(0.8, "the tasks run code that blocks"))
    {
        Count = tasks.Length,
        Rewrite = Rewrite.Outline($"ThreadScope.Run(scope =>\n{{\n{string.Concat(tasks.Select(static task => $"    scope.Spawn({task.Arguments[0].Value.Syntax});\n"))}}});"),
    };

    private static Finding MakeCounted(MemberCode member, IInvocationOperation start) => new(
        Info, Shapes.At(start), member.Name, Workload.ForkJoin, Approach.Join,
        "Work is given to the thread pool here, and counted down by hand: one that throws ends the process, one that forgets to count leaves the others waiting. "
        + "A scope of Par waits for all that was spawned in it, and rethrows what it threw.",
        new(0.85, "the work signals a countdown that is waited for"))
    {
        Rewrite = Rewrite.Outline($"Par.Scope(scope =>\n{{\n    scope.Spawn({start.Arguments[0].Value.Syntax});   // without the countdown\n}});"),
    };

    // `ThreadPool.QueueUserWorkItem(_ => { ...; done.Signal(); })`, and `done.Wait()`.
    private static IInvocationOperation? CountedDown(MemberCode member) =>
        member.All<IInvocationOperation>().FirstOrDefault(static call => Types.IsMethod(call.TargetMethod, "System.Threading.ThreadPool", "QueueUserWorkItem", "UnsafeQueueUserWorkItem")
            && call.Descendants().Any(static inner => inner is IInvocationOperation { TargetMethod: { Name: "Signal", ContainingType.Name: "CountdownEvent" } }))
            is { } start && member.All<IInvocationOperation>().Any(static call => call.TargetMethod is { Name: "Wait", ContainingType.Name: "CountdownEvent" })
            ? start
            : null;

    // Variables for computations, each of which is waited for by itself.
    private static (IInvocationOperation Task, IOperation Wait)[] EachAwaited(MemberCode member)
    {
        var tasks = new List<(IInvocationOperation, IOperation)>();
        foreach (IVariableDeclaratorOperation declarator in member.All<IVariableDeclaratorOperation>())
        {
            IOperation? value = declarator.Initializer?.Value is IConversionOperation conversion ? conversion.Operand : declarator.Initializer?.Value;
            if (value is not null && Shapes.IsComputationAsTask(value)
                && member.Operations.FirstOrDefault(operation => (operation is IAwaitOperation wait ? wait.Operation : Shapes.BlockedOn(operation)) is { } task && Shapes.IsNamed(task, declarator.Symbol)) is { } waited)
                tasks.Add(((IInvocationOperation)value, waited));
        }
        return [.. tasks];
    }

    // `items.Select(item => Task.Run(...))`, or a loop that adds tasks to a list.
    private static string? ForEachItem(MemberCode member, IInvocationOperation wait)
    {
        if (wait.Descendants().OfType<IInvocationOperation>().FirstOrDefault(static call => call.TargetMethod.Name == "Select") is { } select)
            return MakesTasks(select) ? SourceOf(select) : null;
        if (wait.Arguments is not [{ Value: var given }, ..] || Collection(given) is not { } collection)
            return null;
        if (Shapes.InitializerOf(member, collection) is { } initial && initial.DescendantsAndSelf().OfType<IInvocationOperation>().FirstOrDefault(MakesTasks) is { } made)
            return SourceOf(made);
        return member.Operations.Where(IsComputation).FirstOrDefault(task => IsPutInto(task, collection)) is { } put && Shapes.LoopAround(put) is { } loop
            ? loop switch
            {
                IForEachLoopOperation each => each.Collection.Syntax.ToString(),
                IForLoopOperation { Condition: IBinaryOperation { RightOperand.Syntax: var bound } } => $"(0..{bound})",
                _ => null,
            }
            : null;
    }

    private static bool MakesTasks(IInvocationOperation call) => call.TargetMethod.Name == "Select" && call.Arguments is [.., { Value: var selector }]
        && Shapes.Lambda(selector) is { Symbol.IsAsync: false } lambda && lambda.Descendants().Any(IsComputation);

    // Work that waits for others of its kind would wait for ever where there are fewer workers than items.
    private static bool IsComputation(IOperation operation) => Shapes.IsComputationAsTask(operation) && !WaitingWork.IsIn((IInvocationOperation)operation);

    private static string SourceOf(IInvocationOperation select) => (select.Instance ?? select.Arguments[0].Value).Syntax.ToString();

    private static ILocalSymbol? Collection(IOperation given) => given switch
    {
        ILocalReferenceOperation local => local.Local,
        IConversionOperation conversion => Collection(conversion.Operand),
        IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" } call => Collection(call.Instance ?? call.Arguments[0].Value),
        IArgumentOperation argument => Collection(argument.Value),
        IArrayCreationOperation { Initializer.ElementValues: [var spread] } => Collection(spread),
        _ => null,
    };

    private static bool IsPutInto(IOperation task, ILocalSymbol collection)
    {
        IOperation? around = task.Parent;
        while (around is IConversionOperation or IArgumentOperation)
            around = around.Parent;
        return around switch
        {
            IInvocationOperation { TargetMethod.Name: "Add", Instance: { } list } => Shapes.IsNamed(list, collection),
            ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation element } => Shapes.IsNamed(element.ArrayReference, collection),
            _ => false,
        };
    }

    private static IInvocationOperation[] Few(MemberCode member, IInvocationOperation wait) =>
    [
        .. wait.Arguments
            .SelectMany(static argument => argument.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
            .Select(local => Shapes.InitializerOf(member, local.Local) is IConversionOperation conversion ? conversion.Operand : Shapes.InitializerOf(member, local.Local))
            .Concat(wait.Arguments.SelectMany(static argument => argument.Value.DescendantsAndSelf()))
            .Where(static value => value is not null && Shapes.IsComputationAsTask(value))
            .Cast<IInvocationOperation>(),
    ];
}
