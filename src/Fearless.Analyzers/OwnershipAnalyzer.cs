using System.Threading;
using Fearless.Analyzers.Knowledge;
using Fearless.Analyzers.Ownership;
using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers;

/// <summary>Refuses uses of what was given away: moved, ended, or sent and then changed; results that are dropped though they do nothing by themselves, and futures that never run.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnershipAnalyzer : DiagnosticAnalyzer
{
    // Functions with more ways than that are left alone; they are made by generators.
    private const int MaxBlocks = 4_000;

    // What does nothing before it is used, and the names that make one.
    private static readonly ImmutableDictionary<string, string> Lazy = ImmutableDictionary<string, string>.Empty
        .Add("Fearless.ParallelIterator`3", "nothing is computed: end it with what runs it, such as ForEach, Sum or ToArray")
        .Add("Fearless.Moved`1", "nobody owns the value now, or will dispose it: give it to a Spawn, or dispose it")
        .Add("System.Linq.ParallelQuery`1", "nothing is computed: end it with what runs it, such as ForAll, Sum or ToArray");

    private static readonly string[] MakersOfLazy = ["Par", "ParBridge", "AsParallel", "Of", "Range"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rule.Moves;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var names = new Lazy<HashSet<string>>(() => [.. Transfers.Names, .. MovingMethods.NamesIn(start.Compilation, start.CancellationToken)]);
            var futures = new Lazy<HashSet<string>>(() => [.. Futures.MakersIn(start.Compilation, start.CancellationToken)]);
            start.RegisterSemanticModelAction(file => Analyze(file, names.Value, futures.Value));
        });
    }

    private static void Analyze(SemanticModelAnalysisContext file, HashSet<string> names, HashSet<string> futures)
    {
        foreach (MemberNames member in MemberNames.In(file.SemanticModel.SyntaxTree, file.CancellationToken))
        {
            if (names.Overlaps(member.Invoked) && Graph(member.Declaration, file.SemanticModel, file.CancellationToken) is { Blocks.Length: <= MaxBlocks } graph)
            {
                foreach (Misuse misuse in OwnershipFlow.Find(graph, file.CancellationToken))
                {
                    Explanation explanation = MisuseExplanation.Of(misuse);
                    file.ReportDiagnostic(Diagnostic.Create(explanation.Rule, misuse.At.GetLocation(), [misuse.Mark.At.GetLocation()], explanation.Message));
                }
            }
            if (member.Invoked.Overlaps(MakersOfLazy))
                FindDropped(member.Declaration, file);
            if (member.Invoked.Overlaps(futures) && file.SemanticModel.GetOperation(member.Declaration, file.CancellationToken) is { } body)
            {
                foreach (Diagnostic diagnostic in Futures.FindIdle(body))
                    file.ReportDiagnostic(diagnostic);
            }
        }
    }

    // Only where something is given away: names may mean anything.
    private static ControlFlowGraph? Graph(SyntaxNode declaration, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetOperation(declaration, cancellationToken) is { } body && body.Descendants().Any(Transfers.Are)
            ? ControlFlowGraph.Create(declaration, model, cancellationToken)
            : null;

    private static void FindDropped(SyntaxNode declaration, SemanticModelAnalysisContext file)
    {
        foreach (ExpressionStatementSyntax statement in declaration.DescendantNodes().OfType<ExpressionStatementSyntax>())
        {
            if (statement.Expression is not InvocationExpressionSyntax call
                || file.SemanticModel.GetTypeInfo(call, file.CancellationToken).Type?.OriginalDefinition is not INamedTypeSymbol type
                || !Lazy.TryGetValue(KnowledgeBase.NameOf(type), out string? why))
                continue;
            file.ReportDiagnostic(Diagnostic.Create(
                Rule.ResultDropped, call.GetLocation(), $"The {type.Name} that is made here is dropped, so that {why}. If that is meant, say so: assign it to _."));
        }
    }
}
