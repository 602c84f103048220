using Fearless.Analyzers;
using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Framework;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings.Rules;

/// <summary>FC6004: a type that shares all its state under locks: many of them, or one that nearly every method holds.</summary>
internal sealed class LocksEverywhere : TypeRule
{
    private const int ManyMethods = 6;
    private const int ManyFields = 4;
    private const double NearlyAll = 0.6;

    private static readonly RuleInfo Info = new("FC6004", "A type shares all its state under locks");

    public override IReadOnlyList<RuleInfo> Infos { get; } = [Info];

    public override IEnumerable<Finding> FindIn(INamedTypeSymbol type, IReadOnlyList<MemberCode> members)
    {
        // A type of several files is told of in the first of them.
        if (type.DeclaringSyntaxReferences is not [var first, ..] || members[0].Model.SyntaxTree != first.SyntaxTree || first.GetSyntax() is not BaseTypeDeclarationSyntax declaration)
            yield break;
        int locks = PatternAnalyzer.LocksOf(type);
        if (locks >= PatternAnalyzer.ManyLocks)
        {
            yield return Make(type, declaration, $"'{type.Name}' has {locks} locks and concurrent collections: each use has to get the right ones, in the right order.", new(0.85, "they are counted"), locks);
            yield break;
        }
        MemberCode[] methods = [.. members.Where(static member => member.Method is { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet, IsStatic: false })];
        MemberCode[] locking = [.. methods.Where(static member => member.Operations.Any(static operation => operation is ILockOperation))];
        if (locking.Length < ManyMethods || locking.Length < NearlyAll * methods.Length)
            yield break;
        int fields = locking.SelectMany(static member => member.All<ILockOperation>()).SelectMany(static held => held.Body.Descendants().OfType<IFieldReferenceOperation>())
            .Select(static reference => reference.Field).Where(field => SymbolEqualityComparer.Default.Equals(field.ContainingType.OriginalDefinition, type.OriginalDefinition))
            .Distinct<IFieldSymbol>(SymbolEqualityComparer.Default).Count();
        if (fields >= ManyFields)
        {
            yield return Make(type, declaration, $"{locking.Length} of the {methods.Length} methods of '{type.Name}' hold a lock, over {fields} fields: whoever calls two of them sees what others did in between.",
                new(0.75, "most of its methods do little else"), locking.Length);
        }
    }

    private static Finding Make(INamedTypeSymbol type, BaseTypeDeclarationSyntax declaration, string message, Confidence confidence, int count) =>
        new(Info, declaration.Identifier.GetLocation(), type.Name, Workload.SharedState, Approach.Channel,
            message + " Give the state one owner that others send messages to (Channel), or divide it among the threads of a scope.", confidence)
        {
            Count = count,
            Rewrite = Rewrite.Outline(
                $$"""
                // {{type.Name}} without locks, on a thread of its own; others hold a Sender<Message>.
                scope.Spawn(Move.Of(ref rx), static rx =>
                {
                    var state = new {{type.Name}}();
                    foreach (var message in rx)
                        message.ApplyTo(state);
                });
                """),
        };
}
