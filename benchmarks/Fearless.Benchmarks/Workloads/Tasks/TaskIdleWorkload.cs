using System.Net;
using System.Net.Sockets;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Workloads.Tasks;

/// <summary>The live bytes of a connection that waits for something to come, with the task that serves it.</summary>
internal sealed class TaskIdleWorkload : IWorkload
{
    // As many as may connect before the first is accepted.
    private const int Connections = 1_000;
    private const int BufferSize = 4096;
    private const string Idle = "Fearless, bytes of an idle connection";
    private const string IdleSocket = "Socket, bytes of an idle connection";

    private static readonly Pace OwnPace = new(TimeSpan.FromSeconds(1), TimeSpan.Zero, Rounds: 5);

    public string Name => "task-idle";

    public string Description => "1,000 TCP connections that wait: how many bytes each takes beside its buffer, with its task";

    public IEnumerable<Comparison> Compare(Arena arena)
    {
        if (!OperatingSystem.IsLinux())
            yield break;
        yield return new Comparison(Name, Workers: null, "connection", Connections)
        {
            Expected = Connections,
            OwnPace = OwnPace,
            Contenders =
            [
                new MeasuredContender(Idle, static () => Measure(static (listener, clients) =>
                    Executor.BlockOn(() => TaskScope.RunAsync(scope => CountBytes(scope, listener, clients))))),
                new MeasuredContender(IdleSocket, static () => Measure(CountBytesOfSockets)),
            ],
            Claims =
            [
                new Claim.Allocation(Idle, BeyondThoseOf: null, new Bar.AtMost(700)),
            ],
        };
    }

    /// <summary>Connects, which costs bytes that are not to be counted, and then has the other side counted.</summary>
    private static Sample Measure(Func<Socket, Socket[], long> count)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(Connections + 24);
        var clients = new Socket[Connections];
        try
        {
            for (int client = 0; client < Connections; client++)
            {
                clients[client] = new Socket(SocketType.Stream, ProtocolType.Tcp);
                clients[client].Connect(listener.LocalEndPoint!);
            }
            return new Sample(1, 1, count(listener, clients), Connections);
        }
        finally
        {
            foreach (Socket? client in clients)
                client?.Dispose();
        }
    }

    private static async Future<long> CountBytes(TaskScope scope, Socket socket, Socket[] clients)
    {
        using AsyncSocket listener = AsyncSocket.Wrap(socket);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int connection = 0; connection < Connections; connection++)
            _ = scope.Spawn(Echo(await listener.AcceptAsync()));
        await Executor.Yield();
        long bytes = BesideBuffers(before);
        GC.KeepAlive(clients);
        scope.Cancel();
        return bytes;
    }

    private static long CountBytesOfSockets(Socket listener, Socket[] clients)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var tasks = new Task[Connections];
        for (int connection = 0; connection < Connections; connection++)
            tasks[connection] = EchoBySocket(listener.Accept());
        long bytes = BesideBuffers(before);
        foreach (Socket client in clients)
            client.Dispose();
        Task.WaitAll(tasks);
        return bytes;
    }

    private static long BesideBuffers(long before) => GC.GetTotalMemory(forceFullCollection: true) - before - ((long)Connections * BufferSize);

    private static async Future Echo(AsyncSocket connection)
    {
        using (connection)
        {
            byte[] buffer = new byte[BufferSize];
            while (await connection.ReceiveAsync(buffer) is > 0 and int count)
                await connection.SendAllAsync(buffer.AsMemory(0, count));
        }
    }

    private static async Task EchoBySocket(Socket connection)
    {
        using (connection)
        {
            byte[] buffer = new byte[BufferSize];
            while (await connection.ReceiveAsync(buffer) is > 0 and int count)
                await connection.SendAsync(buffer.AsMemory(0, count));
        }
    }
}
