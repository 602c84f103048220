using Fearless.Tool.Framework;
using Spectre.Console;

namespace Fearless.Tool.Commands;

/// <summary>Holds the interview, and ends with a recommendation and a program.</summary>
internal sealed class ChooseRun(IAnsiConsole console)
{
    public int Run(ChooseOptions options)
    {
        Choice choice = Interview.Hold(question => Ask(question, options));
        string program = choice.ReadProgram();
        console.MarkupLineInterpolated($"[bold]{Words.NameOf(choice.Approach)}[/] ({Words.Of(choice.Workload)})");
        console.WriteLine(choice.Reason);
        if (options.Output is { } path)
        {
            Write(path, program);
            console.WriteLine($"Start from {path}: dotnet run {path}");
        }
        else
        {
            console.WriteLine();
            console.Profile.Out.Writer.WriteLine(program);
        }
        return ExitCode.NothingFound;
    }

    private Answer Ask(Question question, ChooseOptions options)
    {
        if (options.Answers.TryGetValue(question.Name, out string? word))
            return question.Answers.Single(answer => answer.Word == word);
        if (!console.Profile.Capabilities.Interactive)
            throw new UserErrorException($"{question.Text} There is nobody to ask: answer by --{question.Name}, with one of {string.Join(", ", question.Answers.Select(static answer => answer.Word))}.");
        return console.Prompt(new SelectionPrompt<Answer>().Title(question.Text).UseConverter(static answer => Markup.Escape(answer.Text)).AddChoices(question.Answers));
    }

    private static void Write(string path, string program)
    {
        try
        {
            using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew));
            writer.Write(program);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be written: {exception.Message}");
        }
    }
}
