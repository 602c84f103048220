using System.Collections.Concurrent;
using System.Diagnostics;
using Fearless.Analyzers;
using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Findings.Rules;
using Fearless.Tool.Reading;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Tool.Findings;

/// <summary>Looks through code for all that the rules know of.</summary>
/// <remarks>
/// Twice: first at each file by itself, which gives most findings, and the facts of each method; then, when these are put together, once more at those
/// members that a rule about calls is interested in.
/// </remarks>
internal sealed class Adviser(CodeBase code, IProgress<AdviceProgress>? progress, CancellationToken cancellationToken)
{
    private static readonly Rule[] MemberRules =
    [
        new AnalyzerPatterns(), new AsyncFiles(), new AsyncVoid(), new BlockedLoops(), new BlockingQueues(), new ComputationsAsTasks(), new GatheredResults(),
        new JoinedThreads(), new ThreadForEachConnection(), new ThreadForEachIndex(), new ThreadsInTheBrowser(), new UnboundedQueues(),
    ];

    private static readonly TypeRule[] TypeRules = [new HandMadeQueues(), new LocksEverywhere()];

    private static readonly GraphRule[] GraphRules = [new IndependentLoops(), new IndependentQueries(), new IndependentRequests(), new NeedlessAsync()];

    private readonly ConcurrentBag<Finding> _findings = [];
    private readonly ConcurrentBag<Place> _places = [];
    private readonly ConcurrentBag<MethodFacts> _facts = [];
    private readonly ConcurrentBag<MethodKey> _handedOut = [];
    private readonly ConcurrentBag<(SourceProject Project, MemberNames Names)> _again = [];
    private readonly ConcurrentBag<(string File, string Error)> _failed = [];
    private readonly AdviceProgress _progress = new(code.Files);

    /// <summary>All rules, in the order of their ids.</summary>
    public static IReadOnlyList<RuleInfo> AllRules { get; } =
    [
        .. MemberRules.SelectMany(static rule => rule.Infos).Concat(TypeRules.SelectMany(static rule => rule.Infos)).Concat(GraphRules.SelectMany(static rule => rule.Infos))
            .DistinctBy(static info => info.Id).OrderBy(static info => info.Id, StringComparer.Ordinal),
    ];

    public AdviceReport Run()
    {
        long started = Stopwatch.GetTimestamp();
        bool isInterrupted = false;
        try
        {
            LookAtFiles();
            LookAtCalls();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isInterrupted = true;
        }
        return new AdviceReport(code, Precedence.Settle(_findings), [.. _places.DistinctBy(static place => (place.At.SourceTree!.FilePath, place.At.SourceSpan))])
        {
            FilesSeen = _progress.Seen,
            Bound = _progress.Bound,
            Unbound = _progress.Unbound,
            Failed = [.. _failed],
            IsInterrupted = isInterrupted,
            Duration = Stopwatch.GetElapsedTime(started),
        };
    }

    private void LookAtFiles()
    {
        (SourceProject Project, SyntaxTree Tree)[] files = [.. code.Projects.SelectMany(static project => project.Looked.Select(tree => (project, tree)))];
        files.Par().WithCancellation(cancellationToken).ForEach(file =>
        {
            // A compiler that fails on one file, as it does on some that are not complete, should not hide the others.
            try
            {
                LookAt(file.Project, file.Tree);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _failed.Add((file.Tree.FilePath, $"{exception.GetType().Name}: {exception.Message}"));
            }
            _progress.AddFile();
            progress?.Report(_progress);
        });
    }

    private void LookAt(SourceProject project, SyntaxTree tree)
    {
        SemanticModel model = project.Compilation.GetSemanticModel(tree);
        var types = new Dictionary<INamedTypeSymbol, List<MemberCode>>(SymbolEqualityComparer.Default);
        foreach (MemberCode member in Members.In(project, tree, model, cancellationToken))
        {
            LookAt(member);
            if (member.Method.ContainingType is { } type)
            {
                if (!types.TryGetValue(type, out List<MemberCode>? members))
                    types.Add(type, members = []);
                members.Add(member);
            }
        }
        foreach (var (type, members) in types)
        {
            foreach (Finding finding in TypeRules.SelectMany(rule => rule.FindIn(type, members)))
                _findings.Add(finding);
        }
    }

    private void LookAt(MemberCode member)
    {
        Count(member);
        foreach (Finding finding in MemberRules.SelectMany(rule => rule.FindIn(member)))
            _findings.Add(finding);
        foreach (Place place in PlaceFinder.In(member))
            _places.Add(place);
        if (member.IsInitializer)
            return;
        foreach (MethodFacts facts in FactCollector.Collect(member))
            _facts.Add(facts);
        foreach (IMethodReferenceOperation reference in member.All<IMethodReferenceOperation>())
        {
            if (MethodKey.Of(reference.Method) is { } key)
                _handedOut.Add(key);
        }
        if (GraphRules.Any(rule => rule.IsInterestedIn(member)))
            _again.Add((member.Project, member.Names));
    }

    private void Count(MemberCode member)
    {
        int bound = member.Operations.Count(static operation => operation is IInvocationOperation or IObjectCreationOperation);
        int unbound = member.Operations.Count(static operation => operation is IInvalidOperation
            && operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax);
        _progress.AddCalls(bound, unbound);
    }

    private void LookAtCalls()
    {
        CallGraph graph = CallGraph.Of(_facts, _handedOut);
        foreach (Finding finding in GraphRules.SelectMany(rule => rule.FindIn(graph)))
            _findings.Add(finding);
        _again.GroupBy(static again => again.Names.Declaration.SyntaxTree).ToArray().Par().WithCancellation(cancellationToken).ForEach(file =>
        {
            foreach (var project in file.GroupBy(static again => again.Project))
            {
                SemanticModel model = project.Key.Compilation.GetSemanticModel(file.Key);
                foreach (MemberCode member in project.Select(again => Members.Bind(project.Key, model, again.Names, cancellationToken)).OfType<MemberCode>())
                {
                    foreach (Finding finding in GraphRules.SelectMany(rule => rule.FindIn(member, graph)))
                        _findings.Add(finding);
                }
            }
        });
    }
}
