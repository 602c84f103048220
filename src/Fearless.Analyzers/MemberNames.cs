using System.Runtime.CompilerServices;
using System.Threading;
using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Ownership;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Analyzers;

/// <summary>
/// The name of a member, and of what it calls. To look for names first keeps the cost away from the code, nearly all of it, that has none
/// of those that matter.
/// </summary>
/// <param name="Declaration">Its code.</param>
/// <param name="Name">Its name, if it is a method; of a constructor, what those have in <paramref name="Invoked"/> who call it.</param>
/// <param name="TakesCode">Whether a parameter may be code.</param>
/// <param name="IsAsync">Whether it is an asynchronous method.</param>
/// <param name="Invoked">What it calls, makes and mentions, as far as it matters to some analyzer.</param>
/// <param name="NotAwaited">What it calls and does not await at once.</param>
/// <param name="MakersOfFutures">It, and functions inside of it, if they return a future, by what is written.</param>
internal sealed record MemberNames(
    SyntaxNode Declaration, string Name, bool TakesCode, bool IsAsync, HashSet<string> Invoked, HashSet<string> NotAwaited, ImmutableArray<string> MakersOfFutures)
{
    // Stands for an asynchronous lambda or local function, which goes on beside whoever does not await it.
    public const string Asynchronous = "async";

    // Stands for `new()` of a type that is not written.
    public const string AnyType = "new";

    // Stands for a call whose result, by its name a task, is not used.
    public const string Dropped = "dropped";

    // These start strands only as static methods of these classes (of a fork's context: with jobs given by reference), and have names that
    // are common elsewhere.
    public static readonly HashSet<string> StaticClasses = ["Parallel", "Task", "Par", "ThreadScope", "ThreadPool", "ForkContext"];

    private static readonly ConditionalWeakTable<SyntaxTree, MemberNames[]> Indexed = new();

    /// <summary>The members of a file. They are kept as long as the file is: an edit makes a new one.</summary>
    public static MemberNames[] In(SyntaxTree tree, CancellationToken cancellationToken) =>
        Indexed.GetValue(tree, key => [.. Declarations(key.GetRoot(cancellationToken)).Select(Of)]);

    /// <summary>The method that the member is; <see langword="null"/> where it is none.</summary>
    public IMethodSymbol? SymbolIn(SemanticModel model, CancellationToken cancellationToken) =>
        (Declaration is ArrowExpressionClauseSyntax
            ? (model.GetDeclaredSymbol(Declaration.Parent!, cancellationToken) as IPropertySymbol)?.GetMethod
            : model.GetDeclaredSymbol(Declaration, cancellationToken)) as IMethodSymbol;

    private static IEnumerable<SyntaxNode> Declarations(SyntaxNode root) =>
        root.DescendantNodesAndSelf(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax or StatementSyntax))
            .Where(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax
                || node is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax }
                || node is CompilationUnitSyntax unit && unit.Members.Any(static member => member is GlobalStatementSyntax));

    private static MemberNames Of(SyntaxNode member)
    {
        var invoked = new HashSet<string>();
        var notAwaited = new HashSet<string>();
        List<string>? makers = null;
        IEnumerable<SyntaxNode> nodes = member is CompilationUnitSyntax unit
            ? unit.Members.OfType<GlobalStatementSyntax>().SelectMany(static statement => statement.DescendantNodes())
            : member.DescendantNodes();
        foreach (SyntaxNode node in nodes)
        {
            AddName(node, invoked, notAwaited);
            if (node is LocalFunctionStatementSyntax local && Futures.MayBe(local.ReturnType))
                (makers ??= []).Add(local.Identifier.ValueText);
        }
        if (member is ConstructorDeclarationSyntax constructor)
            return new(member, "new " + constructor.Identifier.ValueText, constructor.ParameterList.Parameters.Any(IsDelegate), false, invoked, notAwaited, [.. makers ?? []]);
        if (member is not MethodDeclarationSyntax method)
            return new(member, "", false, false, invoked, notAwaited, [.. makers ?? []]);
        if (Futures.MayBe(method.ReturnType))
            (makers ??= []).Add(method.Identifier.ValueText);
        return new(
            member, method.Identifier.ValueText, MayTakeCode(method), method.Modifiers.Any(SyntaxKind.AsyncKeyword), invoked, notAwaited, [.. makers ?? []]);
    }

    private static void AddName(SyntaxNode node, HashSet<string> invoked, HashSet<string> notAwaited)
    {
        if (node is InvocationExpressionSyntax call && LastName(call.Expression) is { } called && !IsAwaited(call))
            notAwaited.Add(called);
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
                if (LastName(access.Expression) is { } type && StaticClasses.Contains(type))
                    invoked.Add($"{type}.{access.Name.Identifier.ValueText}");
                break;
            case InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding }:
                invoked.Add(binding.Name.Identifier.ValueText);
                break;
            case InvocationExpressionSyntax { Expression: SimpleNameSyntax name }:
                invoked.Add(name.Identifier.ValueText);
                // By `using static`, it may be of any of these.
                if (KnowledgeBase.Default.StarterNames.Contains(name.Identifier.ValueText))
                    invoked.UnionWith(StaticClasses.Select(type => $"{type}.{name.Identifier.ValueText}"));
                break;
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax dropped } when MayBeTask(dropped):
                invoked.Add(Dropped);
                break;
            case ArrowExpressionClauseSyntax { Expression: InvocationExpressionSyntax only } when MayBeTask(only):
                invoked.Add(Dropped);
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" }:
                invoked.Add("Result");
                break;
            case UsingStatementSyntax:
                invoked.Add("Dispose");
                break;
            case ObjectCreationExpressionSyntax creation:
                invoked.Add("new " + creation.Type.ToString().Split('.', '<').Last(static part => !part.EndsWith(">", StringComparison.Ordinal)));
                break;
            case ImplicitObjectCreationExpressionSyntax:
                invoked.UnionWith(["new Thread", "new Timer", AnyType]);
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

    private static string? LastName(ExpressionSyntax expression) =>
        ((expression as MemberAccessExpressionSyntax)?.Name ?? expression as SimpleNameSyntax)?.Identifier.ValueText;

    private static bool MayBeTask(InvocationExpressionSyntax call) =>
        LastName(call.Expression) is { } name
        && (name is "Run" or "StartNew" or "ContinueWith" || name.EndsWith("Async", StringComparison.Ordinal));

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
