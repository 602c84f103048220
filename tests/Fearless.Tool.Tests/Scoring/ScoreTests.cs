using Fearless.Tool.Findings;
using Fearless.Tool.Reading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Fearless.Tool.Tests.Scoring;

/// <summary>The corpus: one program for each cell of the framework and each pattern, and siblings that look alike and are fine. The labels were there before
/// the rules; those of the scoring half were not looked at while the rules were made.</summary>
public class ScoreTests
{
    private const double Bar = 0.95;

    public static TheoryData<string> Halves => ["Develop", "Score"];

    [Theory]
    [MemberData(nameof(Halves))]
    public void The_bar_is_reached_in_precision_recall_and_classification(string half)
    {
        var score = Score.Of(CorpusProgram.In(half));

        TestContext.Current.TestOutputHelper?.WriteLine($"{half}: {score}");
        Assert.True(score.Precision >= Bar && score.Recall >= Bar && score.Classification >= Bar, $"{half}: {score}");
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void Every_program_of_the_corpus_compiles(string half)
    {
        Assert.All(CorpusProgram.In(half), static program =>
        {
            using var folder = new ScratchFolder();
            Assert.Empty(Errors(Compile(folder, program.Text)));
        });
    }

    [Theory]
    [MemberData(nameof(Halves))]
    public void A_complete_rewrite_compiles_in_its_place_and_an_outline_is_code(string half)
    {
        int complete = 0;
        Assert.All(CorpusProgram.In(half), program =>
        {
            foreach (Finding finding in program.Advise().Findings)
            {
                Assert.NotNull(finding.Rewrite);
                if (finding.Rewrite.Replaces is { } span)
                {
                    complete++;
                    using var folder = new ScratchFolder();
                    string mended = SourceText.From(program.Text).Replace(span, finding.Rewrite.Code).ToString();
                    Assert.True(Errors(Compile(folder, $"using Fearless;\n{mended}")) is [], $"{program.Name}:\n{mended}\n{string.Join('\n', Errors(Compile(folder, $"using Fearless;\n{mended}")))}");
                }
                else
                {
                    Assert.False(string.IsNullOrWhiteSpace(finding.Rewrite.Code));
                }
            }
        });
        Assert.True(complete >= 5, $"Only {complete} rewrites are complete.");
    }

    private static CSharpCompilation Compile(ScratchFolder folder, string text) =>
        new CodeBaseReader(new ReadingOptions(), TestContext.Current.CancellationToken).Read(folder.Write("Program.cs", text)).Projects[0].Compilation;

    private static Diagnostic[] Errors(CSharpCompilation compilation) =>
        [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
}
