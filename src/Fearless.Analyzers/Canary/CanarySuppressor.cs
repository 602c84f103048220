using Microsoft.CodeAnalysis.Diagnostics;

namespace Fearless.Analyzers.Canary;

/// <summary>
/// Takes back the warning of the canary that the package compiles into each project. A compiler that could not load this assembly keeps
/// the warning, which is an error then: an analyzer that was dropped is not taken for one that found nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CanarySuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor Runs = new("FCS9900", "FC9900", "The analyzer runs.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [Runs];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
            context.ReportSuppression(Suppression.Create(Runs, diagnostic));
    }
}
