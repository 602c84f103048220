using Fearless.Analyzers.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Fearless.Analyzers.Tests.CodeFixes;

/// <summary>What a code fix makes of a program.</summary>
internal static class Mending
{
    /// <summary>The program after the fix of its first diagnostic; the same program where none is offered.</summary>
    public static async Task<string> ApplyAsync(string source, CodeFixProvider fix)
    {
        using var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject("Snippet", LanguageNames.CSharp)
            .WithParseOptions(Snippet.Language)
            .WithCompilationOptions(Snippet.Compile(source).Options)
            .WithMetadataReferences(Snippet.References)
            .AddDocument("Usings.cs", Snippet.Usings).Project;
        Document document = project.AddDocument("Program.cs", source);
        SyntaxTree tree = (await document.GetSyntaxTreeAsync())!;

        Diagnostic? diagnostic = Snippet.Diagnose(source).FirstOrDefault(diagnostic => fix.FixableDiagnosticIds.Contains(diagnostic.Id));
        Assert.NotNull(diagnostic);
        var inDocument = Diagnostic.Create(
            diagnostic.Descriptor, In(tree, diagnostic.Location), diagnostic.AdditionalLocations.Select(place => In(tree, place)), diagnostic.GetMessage(null));
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, inDocument, (action, _) => actions.Add(action), CancellationToken.None));
        if (actions is [])
            return source;

        var changes = Assert.Single((await actions[0].GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        SourceText mended = await changes.ChangedSolution.GetDocument(document.Id)!.GetTextAsync();
        Assert.Empty(Snippet.Diagnose(mended.ToString()));
        return mended.ToString();
    }

    private static Location In(SyntaxTree tree, Location place) => Location.Create(tree, place.SourceSpan);
}
