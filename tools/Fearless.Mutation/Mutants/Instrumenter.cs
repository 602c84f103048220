using System.Globalization;
using Fearless.Mutation.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Fearless.Mutation.Mutants;

/// <summary>Rewrites the sources so that one library holds every mutant, and an environment variable chooses which of them is alive.</summary>
/// <remarks>So the library is compiled once, not once for each mutant. SOURCE: Untch, Offutt and
/// Harrold, "Mutation analysis using mutant schemata", ISSTA 1993.</remarks>
internal static class Instrumenter
{
    private const string Annotation = "mutation site";
    private const string Prefix = "Mutant";

    // A local variable that is used, an out parameter that is used, an out parameter at a return.
    private static readonly string[] Unassigned = ["CS0165", "CS0269", "CS0177"];

    /// <summary>Instruments <paramref name="library"/> at <paramref name="sites"/>, and leaves out the sites that then do not compile.</summary>
    public static (LibrarySources Instrumented, IReadOnlyList<MutationSite> Sites) Instrument(LibrarySources library, IReadOnlyList<MutationSite> sites)
    {
        SyntaxTree support = LibrarySources.Parse("Mutant.cs", SupportSource());
        string[] files = [.. sites.Select(static site => site.File).Distinct()];
        HashSet<string> before = [.. Errors(library, files).Select(Describe)];
        while (true)
        {
            var trees = new Dictionary<string, SyntaxTree> { [support.FilePath] = support };
            foreach (IGrouping<string, MutationSite> file in sites.GroupBy(static site => site.File))
            {
                SyntaxTree tree = library.Trees[file.Key];
                var rewriter = new Rewriter(file.ToLookup(static site => site.Node));
                trees.Add(file.Key, tree.WithRootAndOptions(rewriter.Visit(tree.GetRoot()), tree.Options));
            }

            LibrarySources instrumented = library.With(trees);
            Diagnostic[] errors = [.. Errors(instrumented, files).Where(error => !before.Contains(Describe(error)))];
            if (errors.Length == 0)
                return (instrumented, sites);

            HashSet<int> broken = [.. errors.SelectMany(SitesOf)];
            if (broken.Count == 0)
                throw new InvalidOperationException($"The instrumented library does not compile, and no site is to blame: {errors[0]}");
            sites = [.. sites.Where(site => !broken.Contains(site.Id))];
            files = [.. errors.Select(static error => error.Location.SourceTree!.FilePath).Distinct()];
        }
    }

    // A mutant changes the insides of members, which shows in its own file only.
    private static IEnumerable<Diagnostic> Errors(LibrarySources library, IEnumerable<string> files) => files
        .SelectMany(file => library.Compilation.GetSemanticModel(library.Trees[file]).GetDiagnostics())
        .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    // Without its place: instrumented code before it moves it.
    private static string Describe(Diagnostic error) => $"{error.Location.SourceTree?.FilePath}: {error.GetMessage(CultureInfo.InvariantCulture)}";

    // The innermost site around the error. A skipped branch may leave a variable unassigned further down: then the branches that assign it, or all
    // of the member.
    private static IEnumerable<int> SitesOf(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree)
            return [];
        SyntaxNode node = tree.GetRoot().FindNode(error.Location.SourceSpan);
        if (!Unassigned.Contains(error.Id))
            return node.FirstAncestorOrSelf<SyntaxNode>(static node => node.HasAnnotations(Annotation)) is { } site ? IdsOf(site) : [];

        string variable = error.GetMessage(CultureInfo.InvariantCulture).Split('\'')[1];
        IfStatementSyntax[] branches = [.. node.FirstAncestorOrSelf<MemberDeclarationSyntax>()!
            .DescendantNodes().OfType<IfStatementSyntax>().Where(static branch => branch.HasAnnotations(Annotation))];
        IfStatementSyntax[] assigning = [.. branches.Where(branch => Assigns(branch.Condition, variable))];
        return (assigning.Length > 0 ? assigning : branches).SelectMany(IdsOf);
    }

    private static bool Assigns(ExpressionSyntax condition, string variable) => condition.DescendantTokens().Any(token =>
        token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == variable
        && token.Parent is SingleVariableDesignationSyntax or IdentifierNameSyntax { Parent: ArgumentSyntax { RefOrOutKeyword.RawKind: not 0 } });

    private static IEnumerable<int> IdsOf(SyntaxNode node) =>
        node.GetAnnotations(Annotation).Select(static annotation => int.Parse(annotation.Data!, CultureInfo.InvariantCulture));

    private static string SupportSource()
    {
        using Stream stream = typeof(Instrumenter).Assembly.GetManifestResourceStream("Mutant.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed class Rewriter(ILookup<SyntaxNode, MutationSite> sites) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
        {
            var call = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
            MutationSite[] here = [.. sites[node]];
            if (here.Length == 0 || call.Expression is not MemberAccessExpressionSyntax member)
                return call;
            SimpleNameSyntax name = SyntaxFactory.IdentifierName(Prefix + member.Name.Identifier.Text);
            return call
                .WithExpression(member.WithName(name))
                .WithArgumentList(call.ArgumentList.AddArguments([.. here.Select(static site =>
                    SyntaxFactory.Argument(SyntaxFactory.NameColon(site.Kind == MutationKind.LoseFence ? "fence" : "site"), default, Number(site)))]))
                .WithAdditionalAnnotations([.. here.Select(Mark)]);
        }

        public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node)
        {
            var statement = (StatementSyntax)base.VisitExpressionStatement(node)!;
            return sites[node].SingleOrDefault() is { } site
                ? SyntaxFactory.IfStatement(NotActive(site), statement).WithAdditionalAnnotations(Mark(site))
                : statement;
        }

        public override SyntaxNode? VisitIfStatement(IfStatementSyntax node)
        {
            var branch = (IfStatementSyntax)base.VisitIfStatement(node)!;
            return sites[node].SingleOrDefault() is { } site
                ? branch
                    .WithCondition(SyntaxFactory.BinaryExpression(
                        SyntaxKind.LogicalAndExpression, NotActive(site), SyntaxFactory.ParenthesizedExpression(branch.Condition)))
                    .WithAdditionalAnnotations(Mark(site))
                : branch;
        }

        private static SyntaxAnnotation Mark(MutationSite site) => new(Annotation, site.Id.ToString(CultureInfo.InvariantCulture));

        private static LiteralExpressionSyntax Number(MutationSite site) =>
            SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(site.Id));

        private static ExpressionSyntax NotActive(MutationSite site) =>
            SyntaxFactory.ParseExpression($"!global::Fearless.Atomics.Mutant.Is({site.Id})");
    }
}
