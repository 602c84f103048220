using System.Net.Sockets;
using Fearless.Tasks;

namespace Fearless.Tests.Tasks;

public class AcceptingTests
{
    [Fact]
    public void Whoever_has_gone_is_passed_over()
    {
        Queue<SocketError> errors = new([SocketError.ConnectionAborted, SocketError.ConnectionReset, SocketError.HostUnreachable]);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Assert.Same(socket, Blocking.On(() => Accepting.AcceptAsync(() => Attempt(errors, socket)), new JumpingClock()));
        Assert.Empty(errors);
    }

    [Fact]
    public void A_shortage_is_waited_out_with_longer_and_longer_pauses()
    {
        var clock = new JumpingClock();
        Queue<SocketError> errors = new(Enumerable.Repeat(SocketError.TooManyOpenSockets, 10).Append(SocketError.NoBufferSpaceAvailable));
        List<TimeSpan> times = [];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Blocking.On(
            () => Accepting.AcceptAsync(() =>
            {
                times.Add(clock.Elapsed);
                return Attempt(errors, socket);
            }),
            clock);
        double[] pauses = [.. times.Zip(times.Skip(1), static (one, next) => (next - one).TotalMilliseconds)];
        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000], pauses);
    }

    [Fact]
    public void Other_failures_are_the_callers()
    {
        Queue<SocketError> errors = new([SocketError.NotSocket]);
        Assert.Throws<SocketException>(() => Blocking.On(() => Accepting.AcceptAsync(() => Attempt(errors, null!))));
    }

    [Fact]
    public void A_pause_can_be_cancelled() => Assert.Throws<TimeoutException>(static () => Blocking.On(static async () =>
    {
        Queue<SocketError> errors = new(Enumerable.Repeat(SocketError.TooManyOpenSockets, 100));
        await Accepting.AcceptAsync(() => Attempt(errors, null!)).WithTimeout(TimeSpan.FromMilliseconds(30));
    }));

#pragma warning disable CS1998 // There is nothing to wait for.
    private static async Future<Socket> Attempt(Queue<SocketError> errors, Socket socket) =>
        errors.TryDequeue(out SocketError error) ? throw new SocketException((int)error) : socket;
#pragma warning restore CS1998
}
