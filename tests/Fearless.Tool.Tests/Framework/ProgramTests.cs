using System.Reflection;
using Fearless.Tool.Framework;
using Fearless.Tool.Reading;
using Microsoft.CodeAnalysis.CSharp;

namespace Fearless.Tool.Tests.Framework;

public class ProgramTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Programs => [.. Interview.Choices.Select(static choice => choice.Program).Distinct()];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_program_to_start_from_compiles_runs_and_ends(string program)
    {
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = Compile(program).Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));

        MethodInfo entry = Assembly.Load(image.ToArray()).EntryPoint!;
        await Task.Run(() => entry.Invoke(null, [Array.Empty<string>()]), TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Every_question_has_several_answers_and_each_of_them_leads_on()
    {
        Assert.All(Interview.All, static question =>
        {
            Assert.True(question.Answers.Count > 1);
            Assert.All(question.Answers, static answer => Assert.True(answer.Next is null != answer.Choice is null));
        });
    }

    [Fact]
    public void No_program_is_left_over() => Assert.Equal(
        typeof(Choice).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Interview.Choices.Select(static choice => choice.Program).Distinct().Order(StringComparer.Ordinal));

    private static CSharpCompilation Compile(string program)
    {
        string text = Interview.Choices.First(choice => choice.Program == program).ReadProgram();
        // The directives are for `dotnet run`, which takes them away.
        string code = string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith("#:", StringComparison.Ordinal) && !line.StartsWith("#!", StringComparison.Ordinal)));
        using var folder = new ScratchFolder();
        return new CodeBaseReader(new ReadingOptions(), TestContext.Current.CancellationToken).Read(folder.Write(program, code)).Projects[0].Compilation
            .WithAssemblyName($"{program}-{Guid.NewGuid():N}");
    }
}
