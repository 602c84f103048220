using System.Net;
using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>Connects to a host by its name: to whichever of its addresses answers first, without waiting long for one that does not.</summary>
// SOURCE: RFC 8305, "Happy Eyeballs Version 2", sections 4 and 5; but that all addresses are looked up at once.
internal sealed class HostConnect(Func<EndPoint, Future<AsyncSocket>> connect)
{
    /// <summary>How long an attempt has before the next one begins beside it.</summary>
    // SOURCE: RFC 8305, section 8: 250 ms.
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    private FailureCollector _failures;
    private AsyncSocket? _winner;

    /// <summary>Looks <paramref name="host"/> up, and connects.</summary>
    /// <param name="host">Its name, or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="resolve">Looks it up, and blocks.</param>
    /// <param name="connect">Makes an attempt.</param>
    public static async Future<AsyncSocket> ConnectAsync(
        string host, int port, Func<string, IPAddress[]> resolve, Func<EndPoint, Future<AsyncSocket>> connect)
    {
        IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? address)
            ? [address]
            : await Unblock.Run(() => resolve(host));
        if (addresses is [])
            throw new SocketException((int)SocketError.NoData, $"The name {host} has no addresses.");
        return await new HostConnect(connect).ConnectAsync([.. Alternating(addresses).Select(address => new IPEndPoint(address, port))]);
    }

    /// <summary>The addresses with their families taking turns, so that a family that does not work here costs one head start.</summary>
    public static IEnumerable<IPAddress> Alternating(IPAddress[] addresses)
    {
        AddressFamily first = addresses[0].AddressFamily;
        // The order of each is the system's, which is by what is reachable.
        Queue<IPAddress> ones = new(addresses.Where(address => address.AddressFamily == first));
        Queue<IPAddress> others = new(addresses.Where(address => address.AddressFamily != first));
        while (ones.Count + others.Count > 0)
        {
            if (ones.TryDequeue(out IPAddress? one))
                yield return one;
            if (others.TryDequeue(out IPAddress? other))
                yield return other;
        }
    }

    private async Future<AsyncSocket> ConnectAsync(EndPoint[] addresses)
    {
        try
        {
            await TaskScope.RunAsync(scope => Race(scope, addresses));
        }
        catch
        {
            // Of a connection that came with the cancellation nobody would hear.
            _winner?.Dispose();
            throw;
        }
        return _winner!;
    }

    private async Future Race(TaskScope scope, EndPoint[] addresses)
    {
        var attempts = new JoinSet<Unit>(scope);
        for (int next = 0; _winner is null && next < addresses.Length; next++)
        {
            _ = attempts.Spawn(Attempt(addresses[next]));
            if (next < addresses.Length - 1)
                await AnEnd(attempts);
        }
        while (_winner is null && attempts.Count > 0)
            await attempts.NextAsync();
        if (_winner is null)
            _failures.ThrowIfAny();
        scope.Cancel();
    }

    private static async Future AnEnd(JoinSet<Unit> attempts)
    {
        try
        {
            await attempts.NextAsync().WithTimeout(HeadStart);
        }
        catch (TimeoutException)
        {
            // The next one, beside those that go on.
        }
    }

    private async Future Attempt(EndPoint address)
    {
        try
        {
            AsyncSocket socket = await connect(address);
            if (_winner is null)
                _winner = socket;
            else
                socket.Dispose();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failures.Add(exception);
        }
    }
}
