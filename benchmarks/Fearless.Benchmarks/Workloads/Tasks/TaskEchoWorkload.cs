using System.Net;
using System.Net.Sockets;
using Fearless.Benchmarks.Harness;
using Fearless.Benchmarks.Rust;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>A server that sends back what it receives, to a thousand connections that each have one message under way.</summary>
/// <remarks>The load is a process of its own, in Rust, so that the processor time is the server's.</remarks>
internal sealed class TaskEchoWorkload : IWorkload
{
    private const int Connections = 1_000;
    private const int Exchanges = 100;
    private const int BufferSize = 4096;
    private const string Sockets = "Socket";

    private static readonly Pace OwnPace = new(TimeSpan.FromSeconds(4), TimeSpan.Zero, Rounds: 7);

    public string Name => "task-echo";

    public string Description => "an echo for 1,000 TCP connections: processor time of the server for a message there and back";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        if (!OperatingSystem.IsLinux() || arena.EchoLoad(Connections, Exchanges) is not { } load)
            yield break;
        yield return new Comparison(Name, Workers: null, "exchange", Connections * Exchanges)
        {
            Expected = Connections * Exchanges,
            OwnPace = OwnPace,
            Contenders =
            [
                new MeasuredContender(Runtimes.Smol, () => load.Of(Runtimes.Smol)),
                new MeasuredContender(Runtimes.Tokio, () => load.Of(Runtimes.Tokio)),
                new MeasuredContender(Runtimes.Fearless, () => Serve(load, static (listening, stop) => new Thread(() => RunExecutor(listening, stop)))),
                new MeasuredContender(Sockets, () => Serve(load, static (listening, stop) => new Thread(() => RunSockets(listening, stop)))),
            ],
            Claims =
            [
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Tokio, new Bar.AtMost(1.1)),
                new Claim.CpuRatio(Runtimes.Fearless, Sockets, new Bar.AtMost(0.8)),
                new Claim.CpuRatio(Runtimes.Fearless, Runtimes.Smol, Bar: null),
            ],
        };
    }

    private static Sample Serve(EchoLoad load, Func<TaskCompletionSource<int>, CancellationToken, Thread> server)
    {
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        Thread thread = server(listening, stop.Token);
        thread.Start();
        int port = listening.Task.GetAwaiter().GetResult();
        Meter.Reading before = Meter.Read();
        load.Run(port);
        Sample sample = before.Until(Connections * Exchanges);
        stop.Cancel();
        thread.Join();
        return sample;
    }

    private static void RunExecutor(TaskCompletionSource<int> listening, CancellationToken stop)
    {
        try
        {
            Executor.BlockOn(
                async Future () =>
                {
                    using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
                    listening.SetResult(((IPEndPoint)listener.Socket.LocalEndPoint!).Port);
                    await TaskScope.RunAsync(async Future (scope) =>
                    {
                        while (true)
                            _ = scope.Spawn(Echo(await listener.AcceptAsync()));
                    });
                },
                cancellationToken: stop);
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private static async Future Echo(AsyncSocket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            byte[] buffer = new byte[BufferSize];
            while (await connection.ReceiveAsync(buffer) is > 0 and int count)
            {
                for (int sent = 0; sent < count;)
                    sent += await connection.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
    }

    private static void RunSockets(TaskCompletionSource<int> listening, CancellationToken stop)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Connections);
        listening.SetResult(((IPEndPoint)listener.LocalEndPoint!).Port);
        AcceptAll().GetAwaiter().GetResult();

        async Task AcceptAll()
        {
            try
            {
                while (true)
                    _ = EchoBySocket(await listener.AcceptAsync(stop));
            }
            catch (OperationCanceledException)
            {
                // The end.
            }
        }
    }

    private static async Task EchoBySocket(Socket connection)
    {
        using (connection)
        {
            connection.NoDelay = true;
            byte[] buffer = new byte[BufferSize];
            while (await connection.ReceiveAsync(buffer) is > 0 and int count)
            {
                for (int sent = 0; sent < count;)
                    sent += await connection.SendAsync(buffer.AsMemory(sent, count - sent));
            }
        }
    }
}
