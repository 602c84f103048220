using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fearless.Tool.Watched;

/// <summary>Waits for nine tenths of its time, and computes in between.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(45);
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);

    public static double ForNetwork(TimeSpan duration)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        listener.Listen();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        using Socket server = listener.Accept();
        var answering = new Thread(() => AnswerSlowly(server));
        answering.Start();
        double share = Run(duration, () => Request(client));
        client.Shutdown(SocketShutdown.Send);
        answering.Join();
        return share;
    }

    public static double ForTasks(TimeSpan duration) => Run(duration, static () => Task.Delay(Answer).GetAwaiter().GetResult());

    private static double Run(TimeSpan duration, Action wait)
    {
        var whole = Stopwatch.StartNew();
        TimeSpan waited = TimeSpan.Zero;
        while (whole.Elapsed < duration)
        {
            TimeSpan start = whole.Elapsed;
            wait();
            waited += whole.Elapsed - start;
            Computing.Hash(Work);
        }
        return waited / whole.Elapsed;
    }

    private static void Request(Socket client)
    {
        Span<byte> message = [1];
        client.Send(message);
        client.Receive(message);
    }

    private static void AnswerSlowly(Socket server)
    {
        Span<byte> message = stackalloc byte[1];
        while (server.Receive(message) > 0)
        {
            Thread.Sleep(Answer);
            server.Send(message);
        }
    }
}
