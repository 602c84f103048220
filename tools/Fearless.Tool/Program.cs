using System.Runtime.InteropServices;
using Fearless.Tool.Commands;
using Spectre.Console;

using var stop = new CancellationTokenSource();

// The first Ctrl-C ends the reading, and what was seen so far is reported; a second one ends the process at once.
void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return new Application(AnsiConsole.Console, Console.Error, stop.Token).Run(args);
