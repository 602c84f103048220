using System.Net;
using System.Net.Sockets;
using System.Text;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

public class SocketStreamTests
{
    public static TheoryData<LoopKind> Kinds => Loops.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whatever_knows_streams_can_use_it_and_stays_with_the_loop(LoopKind kind) => Run(kind, async (scope, ends) =>
    {
        byte[] sent = new byte[500_000];
        new Random(4).NextBytes(sent);
        _ = scope.Spawn(Echo());
        _ = scope.Spawn(Send());
        var received = new MemoryStream();
        byte[] buffer = new byte[20_000];
        int thread = Environment.CurrentManagedThreadId;
        await Receive();
        Assert.Equal(sent, received.ToArray());

        // Ordinary code that cares for no context.
        async Task Receive()
        {
            while (await ends.Client.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false) is > 0 and int count)
            {
                received.Write(buffer, 0, count);
                if (kind is LoopKind.Thread or LoopKind.PortableThread)
                    Assert.Equal(thread, Environment.CurrentManagedThreadId);
            }
        }

        async Future Send()
        {
            await ends.Client.WriteAsync(sent, CancellationToken.None);
            ends.ClientSocket.Shutdown(SocketShutdown.Send);
        }

        async Future Echo()
        {
            await ends.Server.CopyToAsync(ends.Server, CancellationToken.None);
            ends.ServerSocket.Shutdown(SocketShutdown.Send);
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Text_is_read_and_written_by_lines(LoopKind kind) => Run(kind, static async (_, ends) =>
    {
        await using (var writer = new StreamWriter(ends.Client, Encoding.UTF8))
        {
            await writer.WriteLineAsync("one");
            await writer.WriteAsync("two");
        }
        using var reader = new StreamReader(ends.Server);
        Assert.Equal("one", await reader.ReadLineAsync());
        Assert.Equal("two", await reader.ReadLineAsync());
        Assert.Null(await reader.ReadLineAsync());
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_read_that_is_cancelled_has_taken_nothing(LoopKind kind) => Run(kind, static async (_, ends) =>
    {
        long sum = 0;
        long sent = 0;
        byte[] buffer = new byte[1];
        for (int round = 0; round < 100; round++)
        {
            using var source = new CancellationTokenSource();
            ValueTask<int> reading = ends.Server.ReadAsync(buffer, source.Token);
            sent += round;
            await ends.Client.WriteAsync(new[] { (byte)round }, CancellationToken.None);
            if (round % 3 == 0)
                await Executor.Delay(TimeSpan.FromMilliseconds(1));
            else if (round % 3 == 1)
                await Executor.Yield();
            await source.CancelAsync();
            try
            {
                await reading;
                sum += buffer[0];
            }
            catch (OperationCanceledException exception)
            {
                Assert.Equal(source.Token, exception.CancellationToken);
            }
        }
        ends.ClientSocket.Shutdown(SocketShutdown.Send);
        while (await ends.Server.ReadAsync(buffer, CancellationToken.None) > 0)
            sum += buffer[0];
        Assert.Equal(sent, sum);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_cancellation_that_comes_too_late_cancels_nothing_else(LoopKind kind) => Run(kind, static async (scope, ends) =>
    {
        byte[] buffer = new byte[1];
        // Somewhere between the byte's coming and its being taken: who waits has its turn after some of these.
        for (int yields = 0; yields < 130; yields++)
        {
            using var source = new CancellationTokenSource();
            Task<int> reading = ReadTwo(ends.Server, source.Token);
            await ends.Client.WriteAsync(new byte[1], CancellationToken.None);
            for (int yield = 0; yield < yields; yield++)
                await Executor.Yield();
            await source.CancelAsync();
            await Executor.Yield();
            await ends.Client.WriteAsync(new byte[1], CancellationToken.None);
            Assert.Equal(2, await reading);
        }

        async Task<int> ReadTwo(Stream stream, CancellationToken token)
        {
            int first = 0;
            try
            {
                first = await stream.ReadAsync(buffer, token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                first = await stream.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            }
            return first + await stream.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false);
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_write_can_be_cancelled_in_its_middle(LoopKind kind) => Run(kind, static async (_, ends) =>
    {
        using var source = new CancellationTokenSource();
        Task writing = ends.Client.WriteAsync(new byte[50_000_000], source.Token).AsTask();
        await Executor.Delay(TimeSpan.FromMilliseconds(2));
        Assert.False(writing.IsCompleted);
        // From elsewhere.
        await Task.Run(source.Cancel);
        await FutureTests.Throws<OperationCanceledException>(async () => await writing);
        Assert.True(writing.IsCanceled);
        await ends.Client.DisposeAsync();
        byte[] buffer = new byte[100_000];
        while (await ends.Server.ReadAsync(buffer, CancellationToken.None) > 0)
        {
        }
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.True(ends.Server.ReadAsync(buffer, cancelled.Token).IsCanceled);
        Assert.True(ends.Server.WriteAsync(buffer, cancelled.Token).IsCanceled);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Other_threads_may_begin_operations(LoopKind kind) => Run(kind, static async (_, ends) =>
    {
        await Task.Run(async () =>
        {
            for (byte round = 0; round < 50; round++)
            {
                await ends.Client.WriteAsync(new[] { round }, CancellationToken.None);
                await Task.Yield();
            }
        });
        byte[] buffer = new byte[50];
        await Task.Run(async () => await ends.Server.ReadExactlyAsync(buffer));
        Assert.Equal(Enumerable.Range(0, 50).Select(static round => (byte)round), buffer);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_reset_is_an_IOException_as_of_a_NetworkStream(LoopKind kind) => Run(kind, static async (scope, ends) =>
    {
        Task<int> reading = ends.Server.ReadAsync(new byte[1], CancellationToken.None).AsTask();
        ends.ClientSocket.Socket.LingerState = new LingerOption(true, 0);
        await ends.Client.DisposeAsync();
        IOException failure = await FutureTests.Throws<IOException>(async () => await reading);
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(failure.InnerException).SocketErrorCode);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Disposal_ends_what_waits_from_any_thread(LoopKind kind) => Run(kind, static async (scope, ends) =>
    {
        Task<int> reading = ends.Server.ReadAsync(new byte[1], CancellationToken.None).AsTask();
        await Task.Run(ends.Server.Dispose);
        await FutureTests.Throws<ObjectDisposedException>(async () => await reading);
        Assert.False(ends.Server.CanRead);
        Assert.Equal(0, await ends.Client.ReadAsync(new byte[1], CancellationToken.None));
        await FutureTests.Throws<ObjectDisposedException>(async () => await ends.Server.WriteAsync(new byte[1], CancellationToken.None));
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_outlives_the_executor_is_told(LoopKind kind)
    {
        Task<int>? waiting = null;
        Stream? kept = null;
        AsyncSocket? other = null;
        Loops.Run(kind, async () =>
        {
            using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
            other = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
            kept = (await listener.AcceptAsync()).AsStream();
            waiting = kept.ReadAsync(new byte[1], CancellationToken.None).AsTask();
            await Executor.Yield();
        });
        CancellationToken token = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting!).WaitAsync(Patience.Limit, token);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await kept!.WriteAsync(new byte[1], token)).WaitAsync(Patience.Limit, token);
        await kept!.DisposeAsync();
        other!.Dispose();
    }

    [Fact]
    public void What_is_wrong_is_refused() => Run(LoopKind.Thread, static async (_, ends) =>
    {
        Assert.Throws<NotSupportedException>(() => ends.Client.Read(new byte[1], 0, 1));
        Assert.Throws<NotSupportedException>(() => ends.Client.Read(new byte[1].AsSpan()));
        Assert.Throws<NotSupportedException>(() => ends.Client.ReadByte());
        Assert.Throws<NotSupportedException>(() => ends.Client.Write(new byte[1], 0, 1));
        Assert.Throws<NotSupportedException>(() => ends.Client.Write(new byte[1].AsSpan()));
        Assert.Throws<NotSupportedException>(() => ends.Client.WriteByte(1));
        Assert.Throws<NotSupportedException>(() => ends.Client.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => ends.Client.Length);
        Assert.Throws<NotSupportedException>(() => ends.Client.Position);
        Assert.Throws<NotSupportedException>(() => ends.Client.SetLength(1));
        ends.Client.Flush();
        await ends.Client.FlushAsync();
        Assert.False(ends.Client.CanSeek);
        using var source = new CancellationTokenSource();
        ValueTask<int> reading = ends.Client.ReadAsync(new byte[1], source.Token);
        Assert.Throws<InvalidOperationException>(() => { ends.Client.ReadAsync(new byte[1], CancellationToken.None); });
        await source.CancelAsync();
        await FutureTests.Throws<OperationCanceledException>(async () => await reading);
        Assert.True(ends.Server.CanRead && ends.Server.CanWrite);
    });

    private static void Run(LoopKind kind, Func<TaskScope, Ends, Future> body) => Loops.Run(kind, async () =>
    {
        using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        await TaskScope.RunAsync(scope => body(scope, new Ends(client, server)));
    });

    private sealed record Ends(AsyncSocket ClientSocket, AsyncSocket ServerSocket)
    {
        public Stream Client { get; } = ClientSocket.AsStream();

        public Stream Server { get; } = ServerSocket.AsStream();
    }
}
