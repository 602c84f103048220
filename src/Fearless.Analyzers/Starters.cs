using System.Runtime.CompilerServices;
using Fearless.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Analyzers;

/// <summary>
/// The names of what may start a strand in a compilation: those of the knowledge base, and those of the methods around them. Looking for
/// names first keeps the cost away from the code, nearly all of it, that starts nothing.
/// </summary>
internal sealed class Starters
{
    // These start strands only as static methods of these classes (of a fork's context: with jobs given by reference), and have names that
    // are common elsewhere.
    private static readonly HashSet<string> StaticClasses = ["Parallel", "Task", "Par", "ThreadScope", "ThreadPool", "ForkContext"];

    // Stands for an asynchronous lambda or local function, which goes on beside whoever does not await it.
    private const string Asynchronous = "async";

    private static readonly ConditionalWeakTable<SyntaxTree, MemberNames[]> Indexed = new();

    private readonly HashSet<string> _names;

    public Starters(Compilation compilation, System.Threading.CancellationToken cancellationToken)
    {
        _names = [.. NamesOf(KnowledgeBase.Default), "AsParallel", "ParallelEnumerable", "Par", "ParBridge", Asynchronous];
        MemberNames[] members =
        [
            .. compilation.SyntaxTrees.SelectMany(tree => Indexed.GetValue(tree, key => [.. MemberNames.In(key.GetRoot(cancellationToken))])),
        ];
        AddWrappers(members);
    }

    /// <summary>The members of a file that may start strands.</summary>
    public IEnumerable<SyntaxNode> MembersIn(SyntaxNode root) =>
        MemberNames.Declarations(root).Where(member => MemberNames.Of(member).Invoked.Overlaps(_names));

    // Whoever passes a delegate on to a starter is one.
    private void AddWrappers(MemberNames[] members)
    {
        _names.UnionWith(members.Where(static member => member.IsAsync).Select(static member => NotAwaited(member.Name)));
        var starting = members.Where(member => member.Invoked.Overlaps(_names)).ToArray();
        _names.UnionWith(starting.Select(static member => member.Name));
        bool changed;
        do
        {
            int before = _names.Count;
            foreach (MemberNames member in members.Where(member => member.TakesCode && member.Invoked.Overlaps(_names)))
                _names.Add(member.Name);
            changed = _names.Count != before;
        }
        while (changed);
    }

    private static string NotAwaited(string name) => "no await " + name;

    private static IEnumerable<string> NamesOf(KnowledgeBase knowledge)
    {
        foreach (string name in knowledge.Starts.Keys)
        {
            string[] parts = name.Split('.');
            string method = parts[parts.Length - 1];
            bool isConstructor = method == "ctor";
            string type = parts[parts.Length - (isConstructor ? 3 : 2)].Split('`')[0];
            if (isConstructor)
                yield return "new " + type;
            else if (method != "*")
                yield return StaticClasses.Contains(type) ? $"{type}.{method}" : method.StartsWith("add_", StringComparison.Ordinal) ? method.Substring(4) : method;
        }
    }

    /// <summary>The name of a member, and of what it calls.</summary>
    private sealed record MemberNames(string Name, bool TakesCode, bool IsAsync, HashSet<string> Invoked)
    {
        public static IEnumerable<MemberNames> In(SyntaxNode root) => Declarations(root).Select(Of);

        public static IEnumerable<SyntaxNode> Declarations(SyntaxNode root) =>
            root.DescendantNodesAndSelf(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax or StatementSyntax))
                .Where(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
                    || node is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax }
                    || node is CompilationUnitSyntax unit && unit.Members.Any(static member => member is GlobalStatementSyntax));

        public static MemberNames Of(SyntaxNode member)
        {
            var invoked = new HashSet<string>();
            IEnumerable<SyntaxNode> nodes = member is CompilationUnitSyntax unit
                ? unit.Members.OfType<GlobalStatementSyntax>().SelectMany(static statement => statement.DescendantNodes())
                : member.DescendantNodes();
            foreach (SyntaxNode node in nodes)
                AddName(node, invoked);
            return member is MethodDeclarationSyntax method
                ? new(method.Identifier.ValueText, MayTakeCode(method), method.Modifiers.Any(SyntaxKind.AsyncKeyword), invoked)
                : new("", false, false, invoked);
        }

        private static void AddName(SyntaxNode node, HashSet<string> invoked)
        {
            if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax or SimpleNameSyntax } call && !IsAwaited(call))
                invoked.Add(NotAwaited((call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? ((SimpleNameSyntax)call.Expression).Identifier.ValueText));
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax { AsyncKeyword.RawKind: not 0 }:
                    invoked.Add(Asynchronous);
                    break;
                case LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.AsyncKeyword):
                    invoked.Add(Asynchronous);
                    break;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }:
                    invoked.Add(access.Name.Identifier.ValueText);
                    if (IsGivenByReference(node))
                        invoked.Add($"ForkContext.{access.Name.Identifier.ValueText}");
                    if (access.Expression is SimpleNameSyntax or MemberAccessExpressionSyntax)
                        invoked.Add($"{access.Expression.ToString().Split('.').Last()}.{access.Name.Identifier.ValueText}");
                    break;
                case InvocationExpressionSyntax { Expression: SimpleNameSyntax name }:
                    invoked.Add(name.Identifier.ValueText);
                    foreach (string type in StaticClasses)
                        invoked.Add($"{type}.{name.Identifier.ValueText}");
                    break;
                case ObjectCreationExpressionSyntax creation:
                    invoked.Add("new " + creation.Type.ToString().Split('.', '<').Last(static part => !part.EndsWith(">", StringComparison.Ordinal)));
                    break;
                case ImplicitObjectCreationExpressionSyntax:
                    invoked.UnionWith(["new Thread", "new Timer"]);
                    break;
                case IdentifierNameSyntax { Identifier.ValueText: "Par" or "ParallelEnumerable" } identifier:
                    invoked.Add(identifier.Identifier.ValueText);
                    break;
                case GenericNameSyntax { Identifier.ValueText: "ParallelIterator" or "ParallelQuery" }:
                    invoked.Add("Par");
                    break;
            }
        }

        private static bool IsGivenByReference(SyntaxNode call) =>
            ((InvocationExpressionSyntax)call).ArgumentList.Arguments.Any(static argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword));

        private static bool IsAwaited(InvocationExpressionSyntax call) =>
            call.Parent is AwaitExpressionSyntax
            || call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent.Parent: AwaitExpressionSyntax };

        // Of a type parameter it is not known before it is bound what it stands for.
        private static bool MayTakeCode(MethodDeclarationSyntax method) =>
            method.ConstraintClauses.Count > 0 || method.ParameterList.Parameters.Any(IsDelegate);

        private static bool IsDelegate(ParameterSyntax parameter)
        {
            string type = parameter.Type?.ToString() ?? "";
            return type.StartsWith("Action", StringComparison.Ordinal) || type.StartsWith("Func<", StringComparison.Ordinal);
        }
    }
}
