using System.Threading;
using Fearless.Analyzers.Patterns;
using Fearless.Analyzers.Rules;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Fearless.Analyzers;

/// <summary>Tells of what is no data race, and yet better reconsidered: compounds that are not atomic, blocked threads, forgotten tasks, and async without need.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PatternAnalyzer : DiagnosticAnalyzer
{
    // So many locks and concurrent collections in one type say that its state is shared everywhere.
    internal const int ManyLocks = 5;

    private static readonly ImmutableArray<Pattern> Patterns =
        [new BlockingWait(), new CheckThenAct(), new ForgottenTask(), new NeedlessAsync(), new ReadBeforeAwait(), new ThreadForEachItem()];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Rule.Patterns;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSemanticModelAction(Analyze);
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
    }

    private static void Analyze(SemanticModelAnalysisContext file)
    {
        foreach (MemberNames member in MemberNames.In(file.SemanticModel.SyntaxTree, file.CancellationToken))
        {
            Pattern[] possible = [.. Patterns.Where(pattern => member.Invoked.Overlaps(pattern.Names))];
            if (possible is [] || file.SemanticModel.GetOperation(member.Declaration, file.CancellationToken) is not { } body
                || member.SymbolIn(file.SemanticModel, file.CancellationToken) is not { } method)
                continue;
            foreach (Pattern pattern in possible)
            {
                foreach (Diagnostic diagnostic in pattern.FindIn(method, body, file.SemanticModel.Compilation))
                    file.ReportDiagnostic(diagnostic);
            }
        }
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        int locks = LocksOf(type);
        if (locks >= ManyLocks)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule.LocksEverywhere, type.Locations[0],
                $"'{type.Name}' has {locks} locks and concurrent collections here, so that its state is shared everywhere: each use has to get the right ones, in the right order. "
                + "Give the state one owner that others send messages to (Channel), or divide it among the threads of a scope."));
        }
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.IsVolatile))
            TellOfSteps(type, field, context);
    }

    /// <summary>How many locks and concurrent collections a type has.</summary>
    internal static int LocksOf(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Count(static field => IsLock(field.Type));

    private static bool IsLock(ITypeSymbol type) => type.ContainingNamespace?.ToDisplayString() switch
    {
        "System.Threading" => type.Name is "Lock" or "Mutex" or "SemaphoreSlim" or "ReaderWriterLockSlim" or "SpinLock",
        "System.Collections.Concurrent" => type.Name.StartsWith("Concurrent", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsLocked(ExpressionSyntax step, SemanticModel model, CancellationToken cancellationToken)
    {
        ISymbol? member = model.GetEnclosingSymbol(step.SpanStart, cancellationToken);
        while (member is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            member = member.ContainingSymbol;
        return member is IMethodSymbol method && model.GetOperation(step, cancellationToken) is { } operation
            && new HeldLocks(model.Compilation, cancellationToken).At(operation, method);
    }

    // `_count++` on a volatile field reads, and then writes.
    private static void TellOfSteps(INamedTypeSymbol type, IFieldSymbol field, SymbolAnalysisContext context)
    {
        foreach (ExpressionSyntax step in type.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(context.CancellationToken).DescendantNodes()).OfType<ExpressionSyntax>())
        {
            ExpressionSyntax? target = step switch
            {
                PostfixUnaryExpressionSyntax postfix when postfix.IsKind(SyntaxKind.PostIncrementExpression) || postfix.IsKind(SyntaxKind.PostDecrementExpression) => postfix.Operand,
                PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression) => prefix.Operand,
                AssignmentExpressionSyntax assignment when !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) => assignment.Left,
                _ => null,
            };
            if (target is null || !target.ToString().EndsWith(field.Name, StringComparison.Ordinal))
                continue;
            SemanticModel model = context.Compilation.GetSemanticModel(step.SyntaxTree);
            if (!SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(target, context.CancellationToken).Symbol, field) || IsLocked(step, model, context.CancellationToken))
                continue;
            context.ReportDiagnostic(Diagnostic.Create(Rule.VolatileCounter, step.GetLocation(),
                $"'{field.Name}' is read here, and written in a second step: volatile makes each of them atomic, but not both, so that counts of other threads get lost. "
                + "Use Interlocked (Increment, Add, Or), or hold a lock around it."));
        }
    }
}
