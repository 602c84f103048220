using System.Net;
using System.Net.Sockets;
using Fearless.Tasks;

namespace Fearless.Tests.Tasks;

public class HostConnectTests
{
    private static readonly TimeSpan Ever = Timeout.InfiniteTimeSpan;

    private readonly JumpingClock _clock = new();
    private readonly List<(string Address, TimeSpan Begin)> _attempts = [];
    private readonly List<AsyncSocket> _connected = [];
    private readonly Dictionary<AsyncSocket, string> _names = [];
    private readonly Dictionary<string, (TimeSpan After, SocketError Error)> _answers = [];

    [Fact]
    public void A_name_is_looked_up_and_connected_to() => Blocking.On(static async () =>
    {
        using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)listener.Socket.LocalEndPoint!).Port;
        using AsyncSocket byName = await AsyncSocket.ConnectToAsync("localhost", port);
        using AsyncSocket byAddress = await AsyncSocket.ConnectToAsync("127.0.0.1", port);
        using AsyncSocket byEndPoint = await AsyncSocket.ConnectToAsync(new DnsEndPoint("localhost", port));
        for (int client = 0; client < 3; client++)
            (await listener.AcceptAsync()).Dispose();
    });

    [Fact]
    public void Families_take_turns_in_the_systems_order()
    {
        IPAddress[] addresses = [.. new[] { "2001:db8::1", "2001:db8::2", "2001:db8::3", "10.0.0.1" }.Select(IPAddress.Parse)];
        Assert.Equal(
            ["2001:db8::1", "10.0.0.1", "2001:db8::2", "2001:db8::3"], HostConnect.Alternating(addresses).Select(static address => address.ToString()));
    }

    [Fact]
    public void One_that_does_not_answer_gets_company_after_its_head_start_and_is_cancelled_when_another_has_won()
    {
        _answers["10.0.0.1"] = (Ever, default);
        _answers["10.0.0.2"] = (TimeSpan.FromMilliseconds(100), SocketError.Success);
        Assert.Equal("10.0.0.2", Connect("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        Assert.Equal([("10.0.0.1", TimeSpan.Zero), ("10.0.0.2", HostConnect.HeadStart)], _attempts);
        Assert.Equal(HostConnect.HeadStart + TimeSpan.FromMilliseconds(100), _clock.Elapsed);
    }

    [Fact]
    public void A_failure_has_the_next_one_begin_at_once()
    {
        _answers["10.0.0.1"] = (TimeSpan.FromMilliseconds(10), SocketError.ConnectionRefused);
        _answers["10.0.0.2"] = (TimeSpan.FromMilliseconds(20), SocketError.HostUnreachable);
        _answers["10.0.0.3"] = (TimeSpan.FromSeconds(30), SocketError.Success);
        Assert.Equal("10.0.0.3", Connect("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        Assert.Equal(
            [("10.0.0.1", TimeSpan.Zero), ("10.0.0.2", TimeSpan.FromMilliseconds(10)), ("10.0.0.3", TimeSpan.FromMilliseconds(30))], _attempts);
    }

    [Fact]
    public void The_first_may_still_win_after_the_last_has_begun()
    {
        _answers["10.0.0.1"] = (TimeSpan.FromSeconds(10), SocketError.Success);
        _answers["10.0.0.2"] = (TimeSpan.FromSeconds(1), SocketError.ConnectionRefused);
        Assert.Equal("10.0.0.1", Connect("10.0.0.1", "10.0.0.2"));
    }

    [Fact]
    public void Of_two_that_answer_at_once_one_is_closed()
    {
        _answers["10.0.0.1"] = (HostConnect.HeadStart + TimeSpan.FromMilliseconds(100), SocketError.Success);
        _answers["10.0.0.2"] = (TimeSpan.FromMilliseconds(100), SocketError.Success);
        Connect("10.0.0.1", "10.0.0.2");
        Assert.Equal(2, _connected.Count);
        // Connect has closed the winner.
        Assert.All(_connected, static socket => Assert.True(socket.Socket.SafeHandle.IsClosed));
    }

    [Fact]
    public void When_none_answers_every_failure_is_kept()
    {
        _answers["10.0.0.1"] = (TimeSpan.FromMilliseconds(10), SocketError.ConnectionRefused);
        _answers["10.0.0.2"] = (TimeSpan.FromMilliseconds(400), SocketError.HostUnreachable);
        _answers["10.0.0.3"] = (TimeSpan.FromMilliseconds(10), SocketError.NetworkDown);
        SocketException first = Assert.Throws<SocketException>(() => Connect("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        Assert.Equal(SocketError.ConnectionRefused, first.SocketErrorCode);
        Assert.Equal(
            [SocketError.NetworkDown, SocketError.HostUnreachable],
            first.GetSuppressed().Select(static further => ((SocketException)further).SocketErrorCode));
    }

    [Fact]
    public void A_connection_that_comes_with_a_cancellation_is_closed()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Blocking.On(
            async () =>
            {
                await HostConnect.ConnectAsync("name", 1, static _ => [IPAddress.Loopback], Attempt);

                async Future<AsyncSocket> Attempt(EndPoint address)
                {
                    // A wait that was begun and has its result all the same, as that of a shielded future.
                    await Cancelled().Shield();
                    return Connected();
                }

                async Future Cancelled()
                {
                    source.Cancel();
                    await Executor.Delay(TimeSpan.FromMilliseconds(1));
                }
            },
            cancellationToken: source.Token));
        Assert.True(Assert.Single(_connected).Socket.SafeHandle.IsClosed);
    }

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Assert.Throws<ArgumentNullException>(static () => { AsyncSocket.ConnectToAsync((string)null!, 1); });
        Assert.Throws<ArgumentException>(static () => { AsyncSocket.ConnectToAsync("", 1); });
        Assert.Throws<ArgumentOutOfRangeException>(static () => { AsyncSocket.ConnectToAsync("localhost", 0); });
        Assert.Throws<ArgumentOutOfRangeException>(static () => { AsyncSocket.ConnectToAsync("localhost", 65_536); });
        Assert.Throws<SocketException>(() => Connect());
        SocketException unknown = Assert.Throws<SocketException>(() => Blocking.On(() => HostConnect.ConnectAsync(
            "name", 1, static _ => throw new SocketException((int)SocketError.HostNotFound), Answer)));
        Assert.Equal(SocketError.HostNotFound, unknown.SocketErrorCode);
    }

    private string Connect(params string[] addresses) => Blocking.On(
        async () =>
        {
            using AsyncSocket winner = await HostConnect.ConnectAsync("name", 1, _ => [.. addresses.Select(IPAddress.Parse)], Answer);
            return _names[winner];
        },
        _clock);

    private async Future<AsyncSocket> Answer(EndPoint address)
    {
        string name = ((IPEndPoint)address).Address.ToString();
        _attempts.Add((name, _clock.Elapsed));
        (TimeSpan after, SocketError error) = _answers[name];
        await Executor.Delay(after);
        if (error != SocketError.Success)
            throw new SocketException((int)error);
        AsyncSocket socket = Connected();
        _names[socket] = name;
        return socket;
    }

    private AsyncSocket Connected()
    {
        var socket = AsyncSocket.Wrap(new Socket(SocketType.Stream, ProtocolType.Tcp));
        _connected.Add(socket);
        return socket;
    }
}
