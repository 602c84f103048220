using Fearless.Analyzers.Knowledge;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Analyzers;

/// <summary>
/// The names of what may start a strand in a compilation: those of the knowledge base, and those of the methods around them. Looking for
/// names first keeps the cost away from the code, nearly all of it, that starts nothing.
/// </summary>
internal sealed class Starters
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _asynchronous;

    public Starters(Compilation compilation, System.Threading.CancellationToken cancellationToken)
    {
        _names = [.. NamesOf(KnowledgeBase.Default), "AsParallel", "ParallelEnumerable", "Par", "ParBridge", MemberNames.Asynchronous];
        MemberNames[] members =
        [
            .. compilation.SyntaxTrees.SelectMany(tree => MemberNames.In(tree, cancellationToken)),
        ];
        _asynchronous = [.. members.Where(static member => member.IsAsync).Select(static member => member.Name)];
        AddWrappers(members);
    }

    /// <summary>The members of a file that may start strands.</summary>
    public IEnumerable<MemberNames> MembersIn(SyntaxTree tree, System.Threading.CancellationToken cancellationToken) =>
        MemberNames.In(tree, cancellationToken).Where(MayStart);

    // An asynchronous method that is not awaited at once goes on beside its caller.
    private bool MayStart(MemberNames member) => _names.Overlaps(member.Invoked) || _asynchronous.Overlaps(member.NotAwaited);

    // Whoever passes a delegate on to a starter is one.
    private void AddWrappers(MemberNames[] members)
    {
        var starting = members.Where(MayStart).ToArray();
        _names.UnionWith(starting.Select(static member => member.Name));
        bool changed;
        do
        {
            int before = _names.Count;
            foreach (MemberNames member in members.Where(member => member.TakesCode && MayStart(member)))
                _names.Add(member.Name);
            changed = _names.Count != before;
        }
        while (changed);
        if (members.Any(member => member.Declaration is ConstructorDeclarationSyntax && _names.Contains(member.Name)))
            _names.Add(MemberNames.AnyType);
    }

    private static IEnumerable<string> NamesOf(KnowledgeBase knowledge)
    {
        foreach ((string name, List<Start> starts) in knowledge.Starts.Select(static entry => (entry.Key, entry.Value)))
        {
            string[] parts = name.Split('.');
            string method = parts[parts.Length - 1];
            bool isConstructor = method == "ctor";
            string type = parts[parts.Length - (isConstructor ? 3 : 2)].Split('`')[0];
            if (isConstructor)
                yield return "new " + type;
            else if (method != "*")
                // What goes on behind its receiver is called on an object of the class.
                yield return MemberNames.StaticClasses.Contains(type) && !starts.Exists(static start => start.Continues) ? $"{type}.{method}" : method.StartsWith("add_", StringComparison.Ordinal) ? method.Substring(4) : method;
        }
    }
}
