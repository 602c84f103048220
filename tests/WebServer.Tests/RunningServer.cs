using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Fearless;
using WebServer.Serving;
using WebServer.Site;
using WebServer.Tiles;

namespace WebServer.Tests;

/// <summary>A server on a thread of its own, on a free port, to its end.</summary>
internal sealed class RunningServer : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly TilePipeline _tiles;
    private readonly Thread _thread;
    private readonly ConcurrentQueue<Exception> _reported = [];
    private Exception? _failure;

    public RunningServer(ServerOptions? options = null, Func<Tile, byte[]>? render = null, int capacity = 4)
    {
        _tiles = new TilePipeline(capacity, render ?? (static _ => [1, 2, 3]), _reported.Enqueue);
        Server server = null!;
        var site = new TileSite(_tiles, () => server.Counts);
        Server = server = new Server(site.AnswerAsync, options ?? new ServerOptions(), _reported.Enqueue);
        using var ready = new ManualResetEventSlim();
        _thread = new Thread(() => Serve(ready));
        _thread.Start();
        Assert.True(ready.Wait(Patience), "The server does not begin.");
    }

    public Server Server { get; }

    public EndPoint Address { get; private set; } = null!;

    /// <summary>What the site and the pictures threw.</summary>
    public IReadOnlyCollection<Exception> Reported => _reported;

    public Client Connect() => new(Address);

    /// <summary>Begins the end, without waiting for it.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Ends the server; nothing of it is left.</summary>
    public void End()
    {
        _stop.Cancel();
        Assert.True(_thread.Join(Patience), "The server does not end.");
        Assert.Null(_failure);
        Assert.Equal(0, Server.Counts.Open);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _tiles.Dispose();
        _stop.Dispose();
    }

    private void Serve(ManualResetEventSlim ready)
    {
        try
        {
            Executor.BlockOn(async () =>
            {
                AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
                Address = listener.Socket.LocalEndPoint!;
                ready.Set();
                await Server.RunAsync(listener, _stop.Token);
            });
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }
}
