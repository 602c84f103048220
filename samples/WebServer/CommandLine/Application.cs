using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Fearless;
using Spectre.Console;
using WebServer.Load;
using WebServer.Serving;
using WebServer.Site;
using WebServer.Tiles;

namespace WebServer.CommandLine;

/// <summary>The program from its arguments to its exit code, without the process around it.</summary>
internal sealed class Application(IAnsiConsole console, TextWriter error, CancellationToken cancellationToken)
{
    private const int Succeeded = 0;
    private const int Failed = 1;

    public int Run(string[] arguments)
    {
        var configuration = new InvocationConfiguration
        {
            Output = console.Profile.Out.Writer,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var root = new RootCommand("A web server that holds thousands of connections on one thread, and computes on all the others.")
        {
            ServeCommand(),
            LoadCommand(),
        };
        try
        {
            return root.Parse(arguments).Invoke(configuration);
        }
        catch (SocketException exception)
        {
            error.WriteLine(exception.SocketErrorCode == SocketError.TooManyOpenSockets
                ? "The system allows this process no more open files. Raise the limit, for example with `ulimit -n 20000`."
                : exception.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.WriteLine("Stopped.");
            return Failed;
        }
    }

    private static Option<int> PortOption() => new("--port", "-p") { Description = "The port, on this machine only.", DefaultValueFactory = static _ => 8080 };

    private Command ServeCommand()
    {
        var defaults = new ServerOptions();
        Option<int> port = PortOption();
        var most = new Option<int>("--connections", "-c")
        {
            Description = "How many clients are served at a time; others are told to come again.",
            DefaultValueFactory = _ => defaults.MostConnections,
        };
        var capacity = new Option<int>("--pictures") { Description = "How many pictures may wait to be made.", DefaultValueFactory = static _ => 64 };
        var command = new Command("serve", "Serve until Ctrl-C.") { port, most, capacity };
        command.SetAction(parsed => Serve(
            parsed.GetValue(port), parsed.GetValue(capacity), defaults with { MostConnections = parsed.GetValue(most) }));
        return command;
    }

    private Command LoadCommand()
    {
        Option<int> port = PortOption();
        var connections = new Option<int>("--connections", "-c") { Description = "How many clients.", DefaultValueFactory = static _ => 10_000 };
        var requests = new Option<int>("--requests", "-r") { Description = "How many requests each.", DefaultValueFactory = static _ => 5 };
        var pause = new Option<double>("--pause") { Description = "How many seconds between two, in the mean.", DefaultValueFactory = static _ => 2 };
        var path = new Option<string>("--path") { Description = "What to ask for.", DefaultValueFactory = static _ => "/hello" };
        var command = new Command("load", "Be many clients of a server that runs elsewhere, and say how it was.") { port, connections, requests, pause, path };
        command.SetAction(parsed => Load(
            parsed.GetValue(port),
            parsed.GetValue(path)!,
            parsed.GetValue(connections),
            parsed.GetValue(requests),
            TimeSpan.FromSeconds(parsed.GetValue(pause))));
        return command;
    }

    private int Serve(int port, int capacity, ServerOptions options)
    {
        using var tiles = new TilePipeline(capacity, TileRenderer.Render, error.WriteLine);
        Server server = null!;
        var site = new TileSite(tiles, () => server.Counts);
        server = new Server(site.AnswerAsync, options, error.WriteLine);
        Executor.BlockOn(async () =>
        {
            AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, port));
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Serving on [bold]http://localhost:{port}/[/], until Ctrl-C.");
            await server.RunAsync(listener, cancellationToken);
        });
        ServerCounts counts = server.Counts;
        console.Write(Table(
            ("served", counts.Accepted),
            ("sent away", counts.SentAway),
            ("answers", counts.Answered),
            ("refused", counts.Refused),
            ("too slow", counts.TimedOut),
            ("broken", counts.Broken)));
        return Succeeded;
    }

    private int Load(int port, string path, int connections, int requests, TimeSpan pause)
    {
        LoadResult result = console.Status().Start("Connecting", status => Executor.BlockOn(
            () => new LoadGenerator(new IPEndPoint(IPAddress.Loopback, port), path, new Progress<int>(count => status.Status($"{count} connected")))
                .RunAsync(connections, requests, pause),
            cancellationToken: cancellationToken));
        result.Latencies.Sort();
        console.Write(Table(
            ("connections at once", result.Connected),
            ("answers", result.Answers),
            ("told to come again", result.Overloads),
            ("failures", result.Failures),
            ("requests a second", (long)(result.Latencies.Count / result.Duration.TotalSeconds)),
            ("median, microseconds", Quantile(result, 0.5)),
            ("99 of 100, microseconds", Quantile(result, 0.99))));
        return result.Failures == 0 ? Succeeded : Failed;
    }

    private static long Quantile(LoadResult result, double share) =>
        result.Latencies.Count == 0 ? 0 : (long)result.Latencies[(int)((result.Latencies.Count - 1) * share)].TotalMicroseconds;

    private static Table Table(params ReadOnlySpan<(string Name, long Value)> rows)
    {
        Table table = new Table().HideHeaders().AddColumn("what").AddColumn("count", static column => column.RightAligned());
        foreach ((string name, long value) in rows)
            table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));
        return table;
    }
}
