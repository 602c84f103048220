using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FA1005: a type that is a queue between threads, made of a collection and something to wait for.</summary>
internal sealed class HandMadeQueues : TypeRule
{
    public static readonly RuleInfo Info = new("FA1005", "A queue between threads is made by hand", Rank: 2);

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(INamedTypeSymbol type, IReadOnlyList<MemberCode> members)
    {
        foreach (IFieldSymbol queue in type.GetMembers().OfType<IFieldSymbol>().Where(static field => IsQueue(field.Type)))
        {
            IInvocationOperation[] uses =
                [.. members.SelectMany(static member => member.All<IInvocationOperation>()).Where(call => call.Instance is { } instance && Shapes.IsNamed(instance, queue))];
            bool isFilled = uses.Any(static use => use.TargetMethod.Name is "Enqueue" or "AddLast" or "AddFirst" or "Push");
            IInvocationOperation[] takes = [.. uses.Where(static use => use.TargetMethod.Name is "Dequeue" or "TryDequeue" or "RemoveFirst" or "RemoveLast" or "Pop" or "TryPop")];
            if (!isFilled || takes.Length == 0 || Wait(members, takes) is not var (how, confidence))
                continue;
            string element = ((INamedTypeSymbol)queue.Type).TypeArguments[0].Name;
            yield return new Finding(Info, Identifier(type, members) ?? queue.Locations[0], type.Name, Workload.ProducerConsumer, Approach.Channel,
                $"'{type.Name}' hands values from thread to thread by '{queue.Name}', a {queue.Type.Name}, and {how}: waking, ending, failing and holding back are made by hand. "
                + "A bounded channel does all of it: its end ends the loop, and no value is lost.", confidence)
            {
                Rewrite = Rewrite.Outline(Outline(element)),
            };
            yield break;
        }
    }

    public static string Outline(string element) =>
        $$"""
        var (tx, rx) = Channel.Bounded<{{element}}>(100);
        ThreadScope.Run(scope =>
        {
            scope.Spawn(Move.Of(ref tx), static tx => { … tx.Send(value); });
            scope.Spawn(Move.Of(ref rx), static rx => { foreach (var value in rx) … });
        });
        """;

    private static bool IsQueue(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments.Length: 1, Name: "Queue" or "ConcurrentQueue" or "LinkedList" or "Stack" or "ConcurrentStack" }
        && Types.SpaceOf(type).StartsWith("System.Collections", StringComparison.Ordinal);

    // How whoever takes a value waits for one: only then is it a queue between threads.
    private static (string How, Confidence Confidence)? Wait(IReadOnlyList<MemberCode> members, IInvocationOperation[] takes)
    {
        HashSet<SyntaxNode> takers = [.. takes.Select(static take => Function(take.Syntax))];
        bool pulses = members.Any(static member => member.All<IInvocationOperation>().Any(static call => Types.IsMethod(call.TargetMethod, "System.Threading.Monitor", "Pulse", "PulseAll")));
        foreach (IInvocationOperation call in members.SelectMany(static member => member.All<IInvocationOperation>()))
        {
            if (!takers.Contains(Function(call.Syntax)))
                continue;
            IMethodSymbol method = call.TargetMethod;
            if (pulses && Types.IsMethod(method, "System.Threading.Monitor", "Wait"))
                return ("Monitor.Wait", new(0.9, "the taker waits for a pulse"));
            if (method.Name is "WaitOne" or "Wait" && IsSignal(method.ContainingType) && members.Any(static member => member.All<IInvocationOperation>().Any(static other => other.TargetMethod.Name is "Set" or "Release" && IsSignal(other.TargetMethod.ContainingType))))
                return ($"a {call.Instance?.Type?.Name}", new(0.8, "the taker waits for a signal"));
            if (IsPoll(call))
                return ($"asks again and again ({method.ContainingType.Name}.{method.Name})", new(0.85, "the taker sleeps between its attempts"));
        }
        return null;
    }

    private static bool IsPoll(IInvocationOperation call) => Shapes.LoopAround(call) is not null
        && (Types.IsMethod(call.TargetMethod, "System.Threading.Thread", "Sleep", "Yield", "SpinWait") || Types.IsMethod(call.TargetMethod, "System.Threading.Tasks.Task", "Delay"));

    private static bool IsSignal(ITypeSymbol type) => type.Name is "AutoResetEvent" or "ManualResetEvent" or "ManualResetEventSlim" or "EventWaitHandle" or "WaitHandle" or "SemaphoreSlim" or "Semaphore";

    private static SyntaxNode Function(SyntaxNode node) => node.AncestorsAndSelf().First(static around =>
        around is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or TypeDeclarationSyntax or CompilationUnitSyntax or PropertyDeclarationSyntax);

    private static Location? Identifier(INamedTypeSymbol type, IReadOnlyList<MemberCode> members) => type.DeclaringSyntaxReferences
        .Where(reference => members.Any(member => member.Model.SyntaxTree == reference.SyntaxTree))
        .Select(static reference => reference.GetSyntax()).OfType<BaseTypeDeclarationSyntax>().FirstOrDefault()?.Identifier.GetLocation();
}
