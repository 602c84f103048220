using System.Runtime.InteropServices;
using Spectre.Console;
using WebServer.CommandLine;

using var stop = new CancellationTokenSource();

// The first Ctrl-C lets the answers in hand be sent; a second one ends the process at once.
void Stop(PosixSignalContext context)
{
    context.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return new Application(AnsiConsole.Console, Console.Error, stop.Token).Run(args);
