using System.Diagnostics;
using System.Net.Sockets;
using WebServer.Serving;
using Xunit.Sdk;

namespace WebServer.Tests;

/// <summary>Many clients at once, most of which misbehave: after that nothing is left, and whoever behaved was served.</summary>
[Collection("Servers")] // One after the other: a test counts the descriptors of the process.
public class SoakTests
{
    private const int Clients = 8;

    // How long the server has patience with a client.
    private static readonly TimeSpan ServersPatience = TimeSpan.FromMilliseconds(200);

    // Minutes; what runs without it is short.
    private static TimeSpan Length => double.TryParse(Environment.GetEnvironmentVariable("FEARLESS_SOAK"), out double minutes)
        ? TimeSpan.FromMinutes(minutes)
        : TimeSpan.FromSeconds(2);

    [Fact]
    public void Misbehaving_clients_leave_nothing_behind()
    {
        using var server = new RunningServer(
            new ServerOptions { IdleTimeout = ServersPatience, RequestTimeout = ServersPatience, SendTimeout = ServersPatience, MostConnections = Clients - 1 },
            static tile => new byte[tile.X * 1024],
            capacity: 2);
        // Those of the loop are there once somebody was served.
        using (Client first = server.Connect())
        {
            first.Get("/hello");
            first.Receive();
        }
        Assert.True(SpinWait.SpinUntil(() => server.Server.Counts.Open == 0, RunningServer.Patience));
        List<string> descriptors = Descriptors();
        DateTime end = DateTime.UtcNow + Length;
        int served = 0;
        var threads = new List<Thread>();
        var failures = new List<Exception>();
        for (int i = 0; i < Clients; i++)
        {
            var random = new Random(i);
            var thread = new Thread(() =>
            {
                try
                {
                    while (DateTime.UtcNow < end)
                        Interlocked.Add(ref served, Misbehave(server, random));
                }
                catch (Exception exception)
                {
                    lock (failures)
                        failures.Add(exception);
                }
            });
            thread.Start();
            threads.Add(thread);
        }
        threads.ForEach(static thread => Assert.True(thread.Join(Length + RunningServer.Patience), "A client hangs."));
        Assert.Empty(failures);
        Assert.True(served > 0);
        Assert.True(SpinWait.SpinUntil(() => server.Server.Counts.Open == 0, RunningServer.Patience), "Connections are left.");
        List<string> left = Descriptors();
        Assert.True(left.Count == descriptors.Count, $"Descriptors have come: {string.Join(", ", left.Except(descriptors))}.");
        using Client last = server.Connect();
        last.Get("/hello");
        Assert.Equal(200, last.Receive().Status);
        server.End();
        Assert.Empty(server.Reported);
    }

    private static int Misbehave(RunningServer server, Random random)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            using Client client = server.Connect();
            switch (random.Next(8))
            {
                case 0:
                    client.Reset();
                    return 0;
                case 1:
                    client.Send("GET /hello HTTP/1.1\r\nHo");
                    client.HasEnded();
                    return 0;
                case 2:
                    client.Send("\u0001\u0002garbage\r\n\r\n");
                    return client.Receive().Status == 400 ? 1 : 0;
                case 3:
                    // Asks for much and reads nothing.
                    for (int i = 0; i < 10; i++)
                        client.Get("/tiles/10/1000/0.png");
                    client.Reset();
                    return 0;
                case 4:
                    client.Get("/tiles/10/1000/0.png");
                    client.EndSending();
                    return client.Receive().Status == 200 ? 1 : 0;
                case 5:
                    client.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
                    client.Send(new string('x', random.Next(1000)));
                    return 0;
                default:
                    client.Get("/hello");
                    return client.Receive().Status == 200 ? 1 : 0;
            }
        }
        catch (SocketException)
        {
            // Reset, or let go: what is tested is what the server makes of it.
            return 0;
        }
        catch (XunitException) when (Stopwatch.GetElapsedTime(begin) >= ServersPatience)
        {
            // This thread got no processor for so long that the server took it for one that sends nothing.
            return 0;
        }
    }

    // The number of each, and what it is; but for the assemblies that the runtime has opened so far, which it loads when it compiles what uses them.
    private static List<string> Descriptors() => !OperatingSystem.IsLinux()
        ? []
        :
        [
            .. Directory.GetFiles("/proc/self/fd")
                .Select(static file => $"{file} {new FileInfo(file).LinkTarget}")
                .Where(static descriptor => !descriptor.EndsWith(".dll", StringComparison.Ordinal)),
        ];
}
