using Fearless.Analyzers.Conflicts;
using Fearless.Analyzers.Memory;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Analyzers.Rules;

/// <summary>Says which rule a race breaks, and tells it: what meets what, why that is a race, and what to write instead.</summary>
internal sealed record Explanation(DiagnosticDescriptor Rule, string Message)
{
    /// <summary>Explains a race whose diagnostic is at <paramref name="primary"/>, which is what "here" means.</summary>
    public static Explanation Of(Race race, SyntaxNode primary)
    {
        string here = race.First.At == primary ? "here" : $"in line {Line(race.First)} of {File(race.First)}";
        DiagnosticDescriptor rule = RuleOf(race);
        string name = race.First.Name;
        string does = race.First.By is { } by ? $"'{name}' is changed {here} by {by}" : $"'{name}' is {Verb(race.First)} {here}";
        string other = race.First.At == race.Second.At
            ? $"and {Other(race)} does the same at the same time"
            : $"and {Other(race)} may {Infinitive(race.Second)} it at the same time, in line {Line(race.Second)}{FileUnlessSame(race)}";
        return new Explanation(rule, $"{does}, {other}; {Reason(race, rule)} {Remedy(race, rule)}");
    }

    private static DiagnosticDescriptor RuleOf(Race race)
    {
        Place place = race.First.Place;
        if (race.First.By is not null && place.Path is { Length: > 0 } path && path[path.Length - 1] is ContentSelector)
            return race.Second.IsWrite && race.First.By.EndsWith(".get", StringComparison.Ordinal) || IsExclusive(race) ? Rules.Rule.NotThreadSafe : Rules.Rule.CollectionWritten;
        if (!race.First.Locks.IsEmpty && !race.Second.Locks.IsEmpty && race.First.At == race.Second.At)
            return Rules.Rule.LockIsNotShared;
        if (!race.First.Locks.IsEmpty || !race.Second.Locks.IsEmpty)
            return Rules.Rule.PartlyLocked;
        if (place.Path.OfType<ElementSelector>().Any())
            return Rules.Rule.ElementsMayCoincide;
        if (place.Root.Kind == RootKind.Static)
            return Rules.Rule.WriteToStatic;
        if (IsLoopVariable(race))
            return Rules.Rule.LoopVariableCaptured;
        if (race.Meeting != Meeting.Instances)
            return Rules.Rule.SharedWithContinuation;
        return place.Root.Kind == RootKind.Variable && place.Path.All(static selector => selector.IsPart) ? Rules.Rule.WriteToCapturedVariable : Rules.Rule.WriteToSharedObject;
    }

    private static bool IsExclusive(Race race) =>
        Knowledge.KnowledgeBase.Default.Types.Any(type =>
            type.Value.Sharing == Knowledge.Sharing.Exclusive && race.First.By!.StartsWith(type.Key.Split('.').Last().Split('`')[0] + ".", StringComparison.Ordinal));

    private static bool IsLoopVariable(Race race) =>
        race.First.Place is { Path.IsEmpty: true, Root.Symbol: ILocalSymbol variable }
        && variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax().Parent?.Parent is ForStatementSyntax loop
        && (loop.Incrementors.Any(step => step.Span.Contains(race.First.At.Span)) || loop.Incrementors.Any(step => step.Span.Contains(race.Second.At.Span)));

    private static string Verb(Access access) => access.Kind switch
    {
        AccessKind.Read => "read",
        AccessKind.Write => "written",
        AccessKind.AtomicRead => "read atomically",
        _ => "written atomically",
    };

    private static string Infinitive(Access access) => access.Kind switch
    {
        AccessKind.Read => "read",
        AccessKind.Write => "write",
        AccessKind.AtomicRead => "atomically read",
        _ => "atomically write",
    };

    private static string Other(Race race) => race.Meeting switch
    {
        Meeting.Instances => "another instance of this body",
        Meeting.Strands => "a body that runs beside this one",
        _ => "the code that runs beside this body, before anyone has waited for it,",
    };

    private static int Line(Access access) => access.At.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static string FileUnlessSame(Race race) => race.First.At.SyntaxTree == race.Second.At.SyntaxTree
        ? ""
        : " of " + File(race.Second);

    private static string File(Access access) => access.At.SyntaxTree.FilePath.Split('/', '\\').Last();

    private static string Reason(Race race, DiagnosticDescriptor rule)
    {
        if (rule == Rules.Rule.PartlyLocked)
            return "one of them does not hold the lock that the other relies on.";
        if (rule == Rules.Rule.LockIsNotShared)
            return "each of them holds a lock of its own, so that none waits for the other.";
        if (rule == Rules.Rule.ElementsMayCoincide)
            return "nothing shows that the indices differ.";
        if (rule == Rules.Rule.LoopVariableCaptured)
            return "all rounds of a for loop share one variable.";
        if (race.First.IsAtomic != race.Second.IsAtomic)
            return "only one of them is atomic.";
        if (race.First.By is not null)
            return "it is not made for several threads, and may lose items or break.";
        return race.Second.IsWrite
            ? "neither waits for the other, so that what one of them writes may be lost."
            : "neither waits for the other, so that it is chance which value is read.";
    }

    private static string Remedy(Race race, DiagnosticDescriptor rule) => rule.Id switch
    {
        "FC1001" => "Return a value and combine the values (Sum, Aggregate), or use Interlocked, or declare the variable inside.",
        "FC1002" when race.First.Place.Path is [.., FieldSelector { Field.ContainingType: { } type }] && Knowledge.KnowledgeBase.Default.FunctionOf(type) is not null =>
            "A struct that is called by several workers keeps no state: return what it found, or let a field refer to an object and hold its lock.",
        "FC1002" => "Give each instance an object of its own, return what it found, or hold a lock around both accesses.",
        "FC1003" => "Write only the element of the own index, or divide the array first: SplitAt, ChunksFor, Par().Chunks.",
        "FC1004" => "Wait for the strand first (Join, await, the end of a scope), or give it a copy.",
        "FC1005" => "Copy it into a variable that is declared in the loop's body, and capture that.",
        "FC1006" => "Hold the same lock around both.",
        "FC1007" => "Keep the lock in a readonly field or in a variable outside of the body.",
        "FC1008" => "Pass the value in and return it, hold a lock around both accesses, or make it [ThreadStatic].",
        "FC3002" => "Make one for each instance, inside of the body.",
        _ => race.Meeting == Meeting.Instances
            ? "Collect the results (Select, ToArray), or use a concurrent collection."
            : "Wait for the strand first, or use a concurrent collection.",
    };
}
