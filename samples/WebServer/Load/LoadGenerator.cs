using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Fearless;

namespace WebServer.Load;

/// <summary>Many clients on one thread: all connect, and stay; then each asks, waits a while, and asks again.</summary>
/// <param name="server">Where to.</param>
/// <param name="path">What is asked for.</param>
/// <param name="progress">Told how many are connected.</param>
internal sealed class LoadGenerator(EndPoint server, string path, IProgress<int>? progress = null)
{
    private const int ConnectingAtOnce = 200;

    private readonly byte[] _request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: load\r\n\r\n");

    public async Future<LoadResult> RunAsync(int connections, int requestsEach, TimeSpan pause)
    {
        var result = new LoadResult();
        var clients = new List<AsyncSocket>(connections);
        try
        {
            while (clients.Count < connections)
            {
                int batch = Math.Min(ConnectingAtOnce, connections - clients.Count);
                clients.AddRange(await Future.All(Enumerable.Range(0, batch).Select(_ => AsyncSocket.ConnectToAsync(server))));
                progress?.Report(clients.Count);
            }
            result.Connected = clients.Count;
            TimeProvider clock = Executor.TimeProvider;
            long start = clock.GetTimestamp();
            await TaskScope.RunAsync(async scope =>
            {
                foreach (AsyncSocket client in clients)
                    _ = scope.Spawn(AskAsync(client, requestsEach, pause, result));
                await Executor.Yield();
            });
            result.Duration = clock.GetElapsedTime(start);
        }
        finally
        {
            foreach (AsyncSocket client in clients)
                client.Dispose();
        }
        return result;
    }

    private async Future AskAsync(AsyncSocket client, int times, TimeSpan pause, LoadResult result)
    {
        byte[] buffer = new byte[512];
        try
        {
            for (int time = 0; time < times; time++)
            {
                // Not all at once.
                await Executor.Delay(pause * Random.Shared.NextDouble() * 2);
                long start = Executor.TimeProvider.GetTimestamp();
                await client.SendAllAsync(_request);
                int status = await ReceiveAnswerAsync(client, buffer);
                result.Latencies.Add(Executor.TimeProvider.GetElapsedTime(start));
                if (status == 200)
                    result.Answers++;
                else if (status == 503)
                    result.Overloads++;
                else
                    result.Failures++;
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidDataException)
        {
            result.Failures++;
        }
    }

    private static async Future<int> ReceiveAnswerAsync(AsyncSocket client, byte[] buffer)
    {
        int received = 0;
        int head;
        while ((head = buffer.AsSpan(0, received).IndexOf("\r\n\r\n"u8)) < 0)
        {
            int count = received == buffer.Length ? 0 : await client.ReceiveAsync(buffer.AsMemory(received));
            if (count == 0)
                throw new InvalidDataException("The answer has no end.");
            received += count;
        }
        int rest = LengthIn(buffer.AsSpan(0, head)) - (received - head - 4);
        int status = StatusIn(buffer);
        while (rest > 0)
        {
            int count = await client.ReceiveAsync(buffer.AsMemory(0, Math.Min(rest, buffer.Length)));
            if (count == 0)
                throw new InvalidDataException("The answer has no end.");
            rest -= count;
        }
        return status;
    }

    private static int StatusIn(ReadOnlySpan<byte> answer) =>
        answer.StartsWith("HTTP/1.1 "u8) && Utf8Parser.TryParse(answer["HTTP/1.1 ".Length..], out int status, out _)
            ? status
            : throw new InvalidDataException("This is no answer.");

    private static int LengthIn(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> name = "\r\nContent-Length: "u8;
        int at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _)
            ? length
            : throw new InvalidDataException("The answer does not say how long it is.");
    }
}
