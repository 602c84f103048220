using System.Net;
using System.Net.Sockets;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

/// <summary>What sockets do in every kind of loop, whatever they wait by.</summary>
public abstract class SocketContract
{
    protected static readonly IPEndPoint Anywhere = new(IPAddress.Loopback, 0);

    /// <summary>Whether all runs on one thread.</summary>
    protected virtual bool HasThread => true;

    [Fact]
    public void Bytes_come_back_from_an_echo_in_order() => Run(static async (scope, listener) =>
    {
        _ = scope.Spawn(EchoOne(listener));
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        byte[] sent = new byte[100_000];
        new Random(1).NextBytes(sent);
        TaskHandle sending = scope.Spawn(SendAndEnd(client, sent));
        byte[] received = new byte[sent.Length];
        await client.ReceiveAllAsync(received);
        Assert.Equal(sent, received);
        await sending;
        Assert.Equal(0, await client.ReceiveAsync(received));
    });

    [Fact]
    public void A_megabyte_goes_through_however_slowly_it_is_read() => Run(static async (scope, listener) =>
    {
        byte[] sent = new byte[1 << 20];
        new Random(2).NextBytes(sent);
        _ = scope.Spawn(Serve());
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        var received = new MemoryStream();
        byte[] buffer = new byte[30_000];
        while (await client.ReceiveAsync(buffer) is > 0 and int count)
        {
            received.Write(buffer, 0, count);
            await Executor.Yield();
        }
        Assert.Equal(sent, received.ToArray());

        async Future Serve()
        {
            using AsyncSocket server = await listener.AcceptAsync();
            await SendAndEnd(server, sent);
        }
    });

    [Fact]
    public void The_end_that_comes_with_the_last_bytes_is_seen() => Run(static async (scope, listener) =>
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        byte[] buffer = new byte[100];
        TaskHandle<int> waiting = scope.Spawn(Receive(server, buffer));
        await Executor.Yield();
        // Both before the loop looks again.
        client.Send([1, 2, 3]);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(3, await waiting);
        Assert.Equal(0, await server.ReceiveAsync(buffer));
        await server.SendAllAsync(new byte[] { 4 });
        Assert.Equal(1, client.Receive(buffer));
    });

    [Fact]
    public void Nobody_who_listens_is_an_exception_and_the_listener_can_be_asked_again() => Run(static async (scope, listener) =>
    {
        EndPoint gone;
        using (AsyncSocket other = AsyncSocket.Listen(Anywhere))
            gone = other.Socket.LocalEndPoint!;
        var refused = await FutureTests.Throws<SocketException>(async () => await AsyncSocket.ConnectToAsync(gone));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);

        TaskHandle<AsyncSocket> accepting = scope.Spawn(listener.AcceptAsync());
        await Executor.Yield();
        await Executor.Yield();
        Assert.True(await accepting.CancelAsync());
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        Assert.Equal(client.Socket.LocalEndPoint, server.Socket.RemoteEndPoint);
    });

    [Fact]
    public void A_connection_that_is_reset_fails_whoever_receives() => Run(static async (scope, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        TaskHandle<int> receiving = scope.Spawn(Caught(server));
        await Executor.Yield();
        client.Socket.LingerState = new LingerOption(true, 0);
        client.Dispose();
        Assert.Equal((int)SocketError.ConnectionReset, await receiving);

        static async Future<int> Caught(AsyncSocket socket)
        {
            try
            {
                return await socket.ReceiveAsync(new byte[10]);
            }
            catch (SocketException exception)
            {
                return (int)exception.SocketErrorCode;
            }
        }
    });

    [Fact]
    public void A_receive_that_is_cancelled_has_taken_nothing() => Run(static async (scope, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        long sum = 0;
        long sent = 0;
        byte[] buffer = new byte[1];
        for (int round = 0; round < 200; round++)
        {
            TaskHandle<int> receiving = scope.Spawn(Receive(server, buffer));
            await Executor.Yield();
            sent += round % 100;
            await client.SendAllAsync(new[] { (byte)(round % 100) });
            if (round % 3 == 0)
                await Executor.Delay(TimeSpan.FromMilliseconds(1));
            // Cancelled, or it has a byte.
            if (!await receiving.CancelAsync())
                sum += buffer[0];
        }
        client.Shutdown(SocketShutdown.Send);
        while (await server.ReceiveAsync(buffer) > 0)
            sum += buffer[0];
        Assert.Equal(sent, sum);
    });

    [Fact]
    public void A_send_that_is_cancelled_has_sent_nothing() => Run(static async (scope, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        client.Socket.SendBufferSize = 1;
        byte[] piece = new byte[50_000];
        long sent = 0;
        long received = 0;
        for (int round = 0; round < 50; round++)
        {
            bool wasCancelled;
            do
            {
                TaskHandle<int> sending = scope.Spawn(Send(client, piece));
                await Executor.Yield();
                // What it waits for may come in the middle of the cancellation.
                if (round % 2 == 0)
                    received += await server.ReceiveAsync(new byte[10_000]);
                if (round % 4 == 0)
                    await Executor.Delay(TimeSpan.FromMilliseconds(1));
                wasCancelled = await sending.CancelAsync();
                if (!wasCancelled)
                    sent += await sending;
            }
            while (!wasCancelled && round % 2 == 1);
        }
        client.Shutdown(SocketShutdown.Send);
        byte[] rest = new byte[100_000];
        while (await server.ReceiveAsync(rest) is > 0 and int count)
            received += count;
        Assert.Equal(sent, received);
    });

    [Fact]
    public void Who_sends_to_a_peer_that_is_gone_is_told() => Run(static async (_, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using (AsyncSocket server = await listener.AcceptAsync())
            server.Socket.LingerState = new LingerOption(true, 0);
        await FutureTests.Throws<SocketException>(async () =>
        {
            while (true)
                await client.SendAllAsync(new byte[100_000]);
        });
    });

    [Fact]
    public void Who_waits_for_room_is_told_when_the_peer_is_gone() => Run(static async (scope, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        TaskHandle<int> sending;
        do
        {
            sending = scope.Spawn(SendCaught(client));
            await Executor.Delay(TimeSpan.FromMilliseconds(1));
        }
        while (sending.IsFinished);
        server.Socket.LingerState = new LingerOption(true, 0);
        server.Dispose();
        Assert.Equal(-1, await sending);

        static async Future<int> SendCaught(AsyncSocket socket)
        {
            try
            {
                return await socket.SendAsync(new byte[100_000]);
            }
            catch (SocketException)
            {
                return -1;
            }
        }
    });

    [Fact]
    public void Whoever_resets_before_being_accepted_does_no_harm_to_the_next() => Run(static async (_, listener) =>
    {
        using (var hasty = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            hasty.Connect(listener.Socket.LocalEndPoint!);
            hasty.LingerState = new LingerOption(true, 0);
        }
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        AsyncSocket server = await listener.AcceptAsync();
        // The system may not know any more whose it was.
        if (!Equals(server.Socket.RemoteEndPoint, client.Socket.LocalEndPoint))
        {
            using (server)
                await FutureTests.Throws<SocketException>(async () => await server.ReceiveAsync(new byte[1]));
            server = await listener.AcceptAsync();
        }
        using (server)
            Assert.Equal(client.Socket.LocalEndPoint, server.Socket.RemoteEndPoint);
    });

    [Fact]
    public void Little_is_sent_at_once_where_that_is_wanted() => Run(static async (_, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        foreach (AsyncSocket socket in (AsyncSocket[])[client, server])
        {
            bool before = socket.NoDelay;
            socket.NoDelay = !before;
            Assert.Equal(!before, socket.NoDelay);
            // The same by the socket itself, which may be made by that.
            Assert.Equal(!before, socket.Socket.NoDelay);
            socket.NoDelay = before;
            Assert.Equal(before, socket.Socket.NoDelay);
        }
    });

    [Fact]
    public void A_connection_works_on_once_its_socket_was_asked_for() => Run(static async (_, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        byte[] buffer = new byte[10];
        await client.SendAllAsync(new byte[] { 1 });
        Assert.Equal(1, await server.ReceiveAsync(buffer));
        Assert.Equal(client.Socket.LocalEndPoint, server.Socket.RemoteEndPoint);
        await client.SendAllAsync(new byte[] { 1, 2 });
        Assert.Equal(2, await server.ReceiveAsync(buffer));
        await server.SendAllAsync(new byte[] { 1, 2, 3 });
        Assert.Equal(3, await client.ReceiveAsync(buffer));
        server.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await client.ReceiveAsync(buffer));
    });

    [Fact]
    public void A_connection_whose_socket_nobody_asked_for_ends_in_order() => Run(static async (_, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        byte[] buffer = new byte[10];
        using (AsyncSocket server = await listener.AcceptAsync())
        {
            await server.SendAllAsync(new byte[] { 1 });
            server.Shutdown(SocketShutdown.Send);
            Assert.Equal(1, await client.ReceiveAsync(buffer));
            Assert.Equal(0, await client.ReceiveAsync(buffer));
            server.Dispose();
            Assert.Throws<ObjectDisposedException>(() => server.NoDelay);
            Assert.Throws<ObjectDisposedException>(() => server.Shutdown(SocketShutdown.Both));
        }
    });

    [Fact]
    public void A_connection_can_go_on_in_another_loop() => Run(static async (scope, listener) =>
    {
        using var pool = new WorkerPool(1);
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        AsyncSocket accepted = await listener.AcceptAsync();
        TaskHandle<int> receiving = scope.Spawn(Receive(accepted, new byte[1]));
        await Executor.Yield();
        Assert.Throws<InvalidOperationException>(accepted.Unwrap);
        Assert.True(await receiving.CancelAsync());
        await client.SendAllAsync(new byte[] { 1, 2, 3 });
        client.Shutdown(SocketShutdown.Send);
        Socket socket = accepted.Unwrap();
        accepted.Dispose();
        Assert.Throws<ObjectDisposedException>(() => accepted.ReceiveAsync(new byte[1]));
        await EchoThere().RunOn(pool);
        byte[] buffer = new byte[3];
        await client.ReceiveAllAsync(buffer);
        Assert.Equal([1, 2, 3], buffer);

        async Future EchoThere() => await Echo(AsyncSocket.Wrap(socket));
    });

    [Fact]
    public async Task An_ordinary_method_that_outlives_the_executor_is_told()
    {
        Task<int>? waiting = null;
        AsyncSocket? server = null;
        AsyncSocket? client = null;
        Run(async (_, listener) =>
        {
            client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
            server = await listener.AcceptAsync();
            waiting = ReceiveElsewhere(server);
            await Executor.Yield();
        });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting!).WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        server!.Dispose();
        client!.Dispose();

        static async Task<int> ReceiveElsewhere(AsyncSocket socket) => await socket.ReceiveAsync(new byte[1]);
    }

    [Fact]
    public void One_task_receives_at_a_time_and_another_may_send() => Run(static async (scope, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        TaskHandle<int> first = scope.Spawn(Receive(server, new byte[1]));
        await Executor.Yield();
        Assert.Contains("receives from", Assert.Throws<InvalidOperationException>(() => server.ReceiveAsync(new byte[1])).Message);
        await server.SendAllAsync(new byte[] { 7 });
        Assert.Equal(1, await client.ReceiveAsync(new byte[1]));
        Assert.True(await first.CancelAsync());
    });

    [Fact]
    public void Disposal_ends_what_waits_and_further_uses_are_refused() => Run(static async (scope, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        AsyncSocket server = await listener.AcceptAsync();
        TaskHandle<bool> receiving = scope.Spawn(Caught(server));
        await Executor.Yield();
        server.Dispose();
        server.Dispose();
        Assert.True(await receiving);
        Assert.Throws<ObjectDisposedException>(() => server.ReceiveAsync(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => server.SendAsync(new byte[1]));

        static async Future<bool> Caught(AsyncSocket socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[10]);
                return false;
            }
            catch (ObjectDisposedException)
            {
                return true;
            }
        }
    });

    [Fact]
    public void Messages_of_UDP_keep_their_bounds_and_tell_their_senders() => RunLoop(static async () =>
    {
        using AsyncSocket one = Udp();
        using AsyncSocket other = Udp();
        byte[] buffer = new byte[100];
        await TaskScope.RunAsync(async scope =>
        {
            TaskHandle<(int Received, EndPoint Sender)> receiving = scope.Spawn(other.ReceiveFromAsync(buffer));
            await Executor.Yield();
            await one.SendToAsync(new byte[] { 1, 2 }, other.Socket.LocalEndPoint!);
            await one.SendToAsync(new byte[] { 3 }, other.Socket.LocalEndPoint!);
            Assert.Equal((2, one.Socket.LocalEndPoint), await receiving);
            Assert.Equal(1, (await other.ReceiveFromAsync(buffer)).Received);
            Assert.Equal(3, buffer[0]);
        });

        static AsyncSocket Udp()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(Anywhere);
            return AsyncSocket.Wrap(socket);
        }
    });

    [Fact]
    public void Unix_sockets_work_alike() => RunLoop(static async () =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"fearless-{Guid.NewGuid():N}.sock");
        try
        {
            using AsyncSocket listener = AsyncSocket.Listen(new UnixDomainSocketEndPoint(path));
            await TaskScope.RunAsync(async scope =>
            {
                _ = scope.Spawn(EchoOne(listener));
                using AsyncSocket client = await AsyncSocket.ConnectToAsync(new UnixDomainSocketEndPoint(path));
                await client.SendAllAsync("hello"u8.ToArray());
                byte[] buffer = new byte[5];
                await client.ReceiveAllAsync(buffer);
                Assert.Equal("hello"u8.ToArray(), buffer);
            });
        }
        finally
        {
            File.Delete(path);
        }
    });

    [Fact]
    public void Hundreds_of_connections_share_one_thread() => Run(async (scope, listener) =>
    {
        const int Connections = 500;
        int home = Environment.CurrentManagedThreadId;
        TaskHandle accepting = scope.Spawn(Serve());
        TaskHandle<int>[] clients = [.. Enumerable.Range(0, Connections).Select(number => scope.Spawn(Ask(number)))];
        foreach ((int number, TaskHandle<int> client) in clients.Index())
            Assert.Equal(number, await client);
        await accepting.CancelAsync();
        if (HasThread)
            Assert.Equal(home, Environment.CurrentManagedThreadId);

        async Future Serve() => await TaskScope.RunAsync(async connections =>
        {
            while (true)
                _ = connections.Spawn(Echo(await listener.AcceptAsync()));
        });

        async Future<int> Ask(int number)
        {
            using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
            byte[] buffer = new byte[4];
            for (int round = 0; round < 5; round++)
            {
                await client.SendAllAsync(BitConverter.GetBytes(number));
                await client.ReceiveAllAsync(buffer);
            }
            return BitConverter.ToInt32(buffer);
        }
    });

    [Fact]
    public void Timers_and_other_threads_still_wake_a_loop_with_sockets() => Run(static async (scope, listener) =>
    {
        await Executor.Delay(TimeSpan.FromMilliseconds(5));
        for (int round = 0; round < 100; round++)
            await Task.Run(static () => { });
        await FutureTests.Throws<TimeoutException>(async () => await listener.AcceptAsync().WithTimeout(TimeSpan.FromMilliseconds(10)));
        using var source = new CancellationTokenSource(20);
        await FutureTests.Throws<OperationCanceledException>(async () => await TaskScope.RunAsync(async _ => await listener.AcceptAsync(), source.Token));
    });

    [Fact]
    public void A_task_that_always_finds_bytes_lets_others_run_and_can_be_cancelled() => Run(static async (scope, listener) =>
    {
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        await client.SendAllAsync(new byte[2_000]);
        await Executor.Delay(TimeSpan.FromMilliseconds(1));
        int received = 0;
        TaskHandle greedy = scope.Spawn(Receive());
        await Executor.Yield();
        Assert.InRange(received, 1, 200);
        Assert.True(await greedy.CancelAsync());

        async Future Receive()
        {
            byte[] one = new byte[1];
            while (await server.ReceiveAsync(one) > 0)
                received++;
        }
    });

    [Fact]
    public void Ordinary_asynchronous_methods_can_use_it() => Run(static async (scope, listener) =>
    {
        _ = scope.Spawn(EchoOne(listener));
        Assert.Equal(3, await Ask(listener.Socket.LocalEndPoint!));

        static async Task<int> Ask(EndPoint address)
        {
            using AsyncSocket client = await AsyncSocket.ConnectToAsync(address);
            byte[] buffer = [1, 2, 3];
            await client.SendAllAsync(buffer);
            return await client.ReceiveAsync(buffer);
        }
    });

    [Fact]
    public void What_is_wrong_is_refused()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Assert.Throws<InvalidOperationException>(() => AsyncSocket.Wrap(socket));
        Assert.Throws<InvalidOperationException>(static () => AsyncSocket.Listen(Anywhere));
        Assert.Throws<ArgumentNullException>(static () => AsyncSocket.Wrap(null!));
        Assert.Throws<ArgumentNullException>(static () => AsyncSocket.Listen(null!));
        Assert.Throws<ArgumentNullException>(static () => { AsyncSocket.ConnectToAsync(null!); });
        AsyncSocket? kept = null;
        Run(async (_, listener) =>
        {
            kept = listener;
            Assert.Throws<SocketException>(() => AsyncSocket.Listen(listener.Socket.LocalEndPoint!));
            Assert.Throws<ArgumentException>(() => { listener.ConnectAsync(new DnsEndPoint("localhost", 1)); });
            ThreadScope.Run(threads => threads.Spawn(() =>
            {
                Assert.Throws<InvalidOperationException>(() => listener.ReceiveAsync(new byte[1]));
                Assert.Throws<InvalidOperationException>(listener.Dispose);
            }).Join());
            await FutureTests.Throws<EndOfStreamException>(async () =>
            {
                using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
                using (AsyncSocket server = await listener.AcceptAsync())
                    server.Shutdown(SocketShutdown.Both);
                await client.ReceiveAllAsync(new byte[1]);
            });
        });
        Assert.Throws<InvalidOperationException>(() => { kept!.ReceiveAsync(new byte[1]); });
        kept!.Dispose();
    }

    /// <summary>Runs a test's tasks in the kind of loop that is tested.</summary>
    protected abstract void RunLoop(Func<Future> body);

    protected void Run(Func<TaskScope, AsyncSocket, Future> body) => RunLoop(async () =>
    {
        using AsyncSocket listener = AsyncSocket.Listen(Anywhere);
        await TaskScope.RunAsync(scope => body(scope, listener));
    });

    protected static async Future EchoOne(AsyncSocket listener) => await Echo(await listener.AcceptAsync());

    protected static async Future Echo(AsyncSocket connection)
    {
        using (connection)
        {
            byte[] buffer = new byte[4096];
            while (await connection.ReceiveAsync(buffer) is > 0 and int count)
                await connection.SendAllAsync(buffer.AsMemory(0, count));
        }
    }

    protected static async Future SendAndEnd(AsyncSocket socket, byte[] bytes)
    {
        await socket.SendAllAsync(bytes);
        socket.Shutdown(SocketShutdown.Send);
    }

    protected static async Future<int> Send(AsyncSocket socket, byte[] bytes) => await socket.SendAsync(bytes);

    protected static async Future<int> Receive(AsyncSocket socket, byte[] buffer) => await socket.ReceiveAsync(buffer);
}
