using System.Diagnostics;
using Fearless.Analyzers;
using Fearless.Tool.Findings.Facts;
using Fearless.Tool.Findings.Rules;
using Fearless.Tool.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        new AnalyzerPatterns(), new AsyncFiles(), new BlockedLoops(), new BlockedVariables(), new BlockingQueues(), new ComputationsAsTasks(), new GatheredResults(),
        new JoinedThreads(), new ThreadForEachConnection(), new ThreadForEachIndex(), new ThreadsInTheBrowser(), new UnboundedQueues(),
    ];

    private static readonly TypeRule[] TypeRules = [new HandMadeQueues(), new LocksEverywhere()];

    private static readonly GraphRule[] GraphRules = [new AsyncVoid(), new IndependentLoops(), new IndependentQueries(), new IndependentRequests(), new NeedlessAsync()];

    private readonly AdviceProgress _progress = new();

    /// <summary>All rules, in the order of their ids.</summary>
    public static IReadOnlyList<RuleInfo> AllRules { get; } =
    [
        .. MemberRules.SelectMany(static rule => rule.Infos).Concat(TypeRules.SelectMany(static rule => rule.Infos)).Concat(GraphRules.SelectMany(static rule => rule.Infos))
            .DistinctBy(static info => info.Id).OrderBy(static info => info.Id, StringComparer.Ordinal),
    ];

    public AdviceReport Run()
    {
        long started = Stopwatch.GetTimestamp();
        (SourceProject Project, SyntaxTree Tree)[] files = [.. code.Projects.SelectMany(static project => project.Looked.Select(tree => (project, tree)))];
        // Not cancelled as a whole: what was seen before an interruption is to be told.
        FileAdvice[] seen = files.Par().Select(file => cancellationToken.IsCancellationRequested ? new FileAdvice(file.Tree.FilePath) : LookAt(file.Project, file.Tree)).ToArray();
        bool isInterrupted = cancellationToken.IsCancellationRequested;
        IEnumerable<Finding> ofCalls = isInterrupted ? [] : LookAtCalls(seen);
        return new AdviceReport(
            code,
            Precedence.Settle(seen.SelectMany(static file => file.Findings).Concat(ofCalls)),
            [.. seen.SelectMany(static file => file.Places).DistinctBy(static place => (place.At.SourceTree!.FilePath, place.At.SourceSpan))])
        {
            FilesSeen = _progress.Seen,
            Bound = seen.Sum(static file => file.Bound),
            Unbound = seen.Sum(static file => file.Unbound),
            Failed = [.. seen.Where(static file => file.Failure is not null).Select(static file => (file.Path, file.Failure!))],
            IsInterrupted = isInterrupted || cancellationToken.IsCancellationRequested,
            Duration = Stopwatch.GetElapsedTime(started),
        };
    }

    private FileAdvice LookAt(SourceProject project, SyntaxTree tree)
    {
        var advice = new FileAdvice(tree.FilePath);
        try
        {
            LookAt(project, tree, advice);
            _progress.AddFile();
            progress?.Report(_progress);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was found in the part that was seen stays.
        }
        // A compiler that fails on one file, as it does on some that are not complete, should not hide the others.
        catch (Exception exception)
        {
            advice.Failure = $"{exception.GetType().Name}: {exception.Message}";
        }
        return advice;
    }

    private void LookAt(SourceProject project, SyntaxTree tree, FileAdvice advice)
    {
        SemanticModel model = project.Compilation.GetSemanticModel(tree);
        var types = new Dictionary<INamedTypeSymbol, List<MemberCode>>(SymbolEqualityComparer.Default);
        foreach (MemberCode member in Members.In(project, tree, model, cancellationToken))
        {
            LookAt(member, advice);
            if (member.Method.ContainingType is { } type)
            {
                if (!types.TryGetValue(type, out List<MemberCode>? members))
                    types.Add(type, members = []);
                members.Add(member);
            }
        }
        foreach (var (type, members) in types)
            advice.Findings.AddRange(TypeRules.SelectMany(rule => rule.FindIn(type, members)));
    }

    private static void LookAt(MemberCode member, FileAdvice advice)
    {
        advice.Bound += member.Operations.Count(static operation => operation is IInvocationOperation or IObjectCreationOperation);
        advice.Unbound += member.Operations.Count(static operation => operation is IInvalidOperation && operation.Syntax is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);
        advice.Findings.AddRange(MemberRules.SelectMany(rule => rule.FindIn(member)));
        advice.Places.AddRange(PlaceFinder.In(member));
        advice.HandedOut.AddRange(member.All<IMethodReferenceOperation>().Select(static reference => MethodKey.Of(reference.Method)).OfType<MethodKey>());
        if (member.IsInitializer)
            return;
        advice.Facts.AddRange(FactCollector.Collect(member));
        if (GraphRules.Any(rule => rule.IsInterestedIn(member)))
            advice.Again.Add((member.Project, member.Names));
    }

    private Finding[] LookAtCalls(FileAdvice[] seen)
    {
        CallGraph graph = CallGraph.Of(seen.SelectMany(static file => file.Facts), seen.SelectMany(static file => file.HandedOut));
        return
        [
            .. GraphRules.SelectMany(rule => rule.FindIn(graph)),
            .. seen.Par().SelectMany(file => LookAgain(file, graph)).ToArray(),
        ];
    }

    private Finding[] LookAgain(FileAdvice file, CallGraph graph)
    {
        var findings = new List<Finding>();
        foreach (var members in file.Again.GroupBy(static again => again.Project))
        {
            SemanticModel? model = null;
            foreach (MemberNames names in members.Select(static again => again.Names))
            {
                if (cancellationToken.IsCancellationRequested)
                    return [.. findings];
                model ??= members.Key.Compilation.GetSemanticModel(names.Declaration.SyntaxTree);
                if (Members.Bind(members.Key, model, names, CancellationToken.None) is { } member)
                    findings.AddRange(GraphRules.SelectMany(rule => rule.FindIn(member, graph)));
            }
        }
        return [.. findings];
    }
}
