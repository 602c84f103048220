using System.CommandLine;
using Spectre.Console;

namespace Fearless.Tool.Commands;

/// <summary>The program from its arguments to its exit code, without the process around it: tests run it as it is.</summary>
internal sealed class Application(IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
{
    public int Run(string[] arguments)
    {
        var configuration = new InvocationConfiguration
        {
            Output = console.Profile.Out.Writer,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var root = new RootCommand("Says with what kind of concurrency code should be written, before it is and afterwards.")
        {
            AdviseCommand.Create(options => Safely(() => new AdviseRun(console, error, cancellationToken).Run(options))),
            ChooseCommand.Create(options => Safely(() => new ChooseRun(console).Run(options))),
            WatchCommand.Create(options => Safely(() => new WatchRun(console, error, cancellationToken).Run(options))),
            MeasureCommand.Create(options => Safely(() => new MeasureRun(console, error, cancellationToken).Run(options))),
        };
        ParseResult parsed = root.Parse(arguments);
        int code = parsed.Invoke(configuration);
        return parsed.Errors.Count > 0 ? ExitCode.BadInput : code;
    }

    private int Safely(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (UserErrorException exception)
        {
            error.WriteLine(exception.Message);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.WriteLine("Stopped before anything was looked at.");
            return ExitCode.Interrupted;
        }
    }
}
