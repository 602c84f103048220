using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FC6002: methods that are asynchronous although nothing outside of the process is waited for, in them or in what they call.</summary>
/// <remarks>
/// The analyzers' rule of that name looks at one method at a time, as a compiler must; this looks at all of them: a method needs no async if all that
/// it awaits needs none. The largest set for which that holds is found by taking away those for which it does not.
/// </remarks>
internal sealed class NeedlessAsync : GraphRule
{
    private const int MaxNames = 6;

    private static readonly RuleInfo Info = new("FC6002", "Async without anything to wait for");

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(CallGraph graph)
    {
        HashSet<MethodKey> needless = Needless(graph);
        Dictionary<MethodKey, MethodKey[]> below = needless.ToDictionary(static key => key, key => Below(graph.Find(key)!, needless));
        foreach (List<MethodKey> group in Groups(below))
        {
            MethodFacts[] methods = [.. group.Select(key => graph.Find(key)!)];
            if (!methods.Any(static method => method.Method.IsAsync))
                continue;
            MethodFacts deepest = methods.Where(static method => method.Method.IsAsync)
                .OrderBy(method => below[method.Key].Length).ThenBy(static method => method.Key.Tree.FilePath, StringComparer.Ordinal).ThenBy(static method => method.Key.Start).First();
            yield return Make(deepest, methods);
        }
    }

    private static HashSet<MethodKey> Needless(CallGraph graph)
    {
        Dictionary<MethodKey, MethodFacts> left = graph.Methods
            .Where(method => method is { IsFree: true, ReturnsTask: true, Waits.Count: > 0 } && !graph.HandedOut.Contains(method.Key))
            .ToDictionary(static method => method.Key);
        bool changed = true;
        while (changed)
        {
            MethodKey[] needed = [.. left.Values.Where(method => method.Waits.Any(wait => IsNeeded(graph, method, wait, left))).Select(static method => method.Key)];
            foreach (MethodKey key in needed)
                left.Remove(key);
            changed = needed.Length > 0;
        }
        return [.. left.Keys];
    }

    private static bool IsNeeded(CallGraph graph, MethodFacts method, WaitFact wait, Dictionary<MethodKey, MethodFacts> left) => wait.Kind switch
    {
        WaitKind.OwnWork => false,
        // What blocks for an answer, or may, does so elsewhere than on the caller's thread.
        WaitKind.WorkOnPool => method.HasUserInterface || wait.Work is { } work && (graph.Sum(work).Effects & (Effects.Network | Effects.Unknown)) != 0,
        WaitKind.Call => !left.ContainsKey(wait.Callee!.Value),
        _ => true,
    };

    private static MethodKey[] Below(MethodFacts method, HashSet<MethodKey> needless) =>
        [.. method.Waits.Select(static wait => wait.Callee).OfType<MethodKey>().Where(callee => callee != method.Key && needless.Contains(callee)).Distinct()];

    // What is connected by calls is one finding: it is coloured by the same source.
    private static IEnumerable<List<MethodKey>> Groups(Dictionary<MethodKey, MethodKey[]> below)
    {
        ILookup<MethodKey, MethodKey> above = below.SelectMany(static pair => pair.Value.Select(callee => (callee, pair.Key))).ToLookup(static pair => pair.callee, static pair => pair.Key);
        var seen = new HashSet<MethodKey>();
        foreach (MethodKey start in below.Keys.OrderBy(static key => key.Tree.FilePath, StringComparer.Ordinal).ThenBy(static key => key.Start))
        {
            var group = new List<MethodKey>();
            var open = new Queue<MethodKey>([start]);
            while (open.TryDequeue(out MethodKey next))
            {
                if (!seen.Add(next))
                    continue;
                group.Add(next);
                foreach (MethodKey neighbour in below[next].Concat(above[next]))
                    open.Enqueue(neighbour);
            }
            if (group.Count > 0)
                yield return group;
        }
    }

    private static Finding Make(MethodFacts deepest, MethodFacts[] group)
    {
        SyntaxNode declaration = deepest.Method.DeclaringSyntaxReferences[0].GetSyntax();
        Location at = declaration switch
        {
            MethodDeclarationSyntax method => method.Identifier.GetLocation(),
            LocalFunctionStatementSyntax function => function.Identifier.GetLocation(),
            _ => declaration.GetLocation(),
        };
        string[] others = [.. group.Where(method => method != deepest).Select(static method => $"{method.Method.ContainingType?.Name}.{method.Method.Name}")];
        string coloured = others.Length == 0 ? "" : $" {others.Length} more {(others.Length == 1 ? "method is" : "methods are")} asynchronous only for it: {string.Join(", ", others.Take(MaxNames))}{(others.Length > MaxNames ? ", ..." : "")}.";
        bool isExplicit = deepest.Waits.Exists(static wait => wait.Kind is WaitKind.OwnWork or WaitKind.WorkOnPool);
        return new Finding(Info, at, $"{deepest.Method.ContainingType?.Name}.{deepest.Method.Name}", Workload.Sequential, Approach.Plain,
            $"'{deepest.Method.Name}' is asynchronous, but all that is awaited here, and in what it calls, is work of the processor: each caller has to be asynchronous, and gains nothing.{coloured} "
            + "Make them synchronous, and where the work can be divided, use Par.",
            new(isExplicit ? 0.85 : 0.7, "all awaits were followed to their ends"))
        {
            Count = group.Length,
            Rewrite = Outline(deepest.Method, declaration),
        };
    }

    private static Rewrite? Outline(IMethodSymbol method, SyntaxNode declaration)
    {
        string result = method.ReturnType is INamedTypeSymbol { TypeArguments: [var type] } ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) : "void";
        string name = method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name.Length > 5 ? method.Name[..^5] : method.Name;
        return (declaration as MethodDeclarationSyntax)?.ParameterList is { } parameters ? Rewrite.Outline($"{result} {name}{parameters}   // the same body, without await; so its callers") : null;
    }
}
