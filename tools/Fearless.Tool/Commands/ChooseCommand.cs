using System.CommandLine;
using Fearless.Tool.Framework;

namespace Fearless.Tool.Commands;

/// <summary>The command line of <c>choose</c>: an option for each question of the interview.</summary>
internal static class ChooseCommand
{
    public static Command Create(Func<ChooseOptions, int> run)
    {
        var command = new Command("choose", "Asks a few questions about what is to be written, and says with what: with the reason, and a program to start from.");
        var options = new List<Option<string?>>();
        foreach (Question question in Interview.All)
        {
            var option = new Option<string?>($"--{question.Name}") { Description = $"{question.Text} {string.Join(", ", question.Answers.Select(static answer => $"{answer.Word}: {answer.Text}"))}." };
            option.AcceptOnlyFromAmong([.. question.Answers.Select(static answer => answer.Word)]);
            options.Add(option);
            command.Add(option);
        }
        var output = new Option<string?>("--output") { Description = "Writes the program to this file, which must not exist." };
        command.Add(output);
        command.SetAction(parsed => run(new ChooseOptions(
            options.Select(option => (Name: option.Name.TrimStart('-'), Value: parsed.GetValue(option))).Where(static given => given.Value is not null).ToDictionary(static given => given.Name, static given => given.Value!),
            parsed.GetValue(output))));
        return command;
    }
}
