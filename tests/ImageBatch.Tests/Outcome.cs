using ImageBatch.CommandLine;
using Spectre.Console;

namespace ImageBatch.Tests;

/// <summary>What a run of the whole program came to.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public static Outcome Of(params string[] arguments) => Of(CancellationToken.None, arguments);

    public static Outcome Of(CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        int exitCode = new Application(console, error, cancellationToken).Run(arguments);
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>That the program refused with these words, and with no stack trace.</summary>
    public Outcome Refused(params string[] words)
    {
        Assert.Equal(ImageBatch.CommandLine.ExitCode.UserError, ExitCode);
        Assert.All(words, word => Assert.Contains(word, Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        return this;
    }
}
