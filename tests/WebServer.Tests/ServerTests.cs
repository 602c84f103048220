using System.Net;
using System.Net.Sockets;
using WebServer.Serving;

namespace WebServer.Tests;

[Collection("Servers")] // One after the other: a test counts the descriptors of the process.
public class ServerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task An_ordinary_client_is_served()
    {
        using var server = new RunningServer();
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server.Address}") };
        Assert.Equal("Hello.\n", await client.GetStringAsync("/hello", TestContext.Current.CancellationToken));
        Assert.Contains("<img", await client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], await client.GetByteArrayAsync("/tiles/3/7/0.png", TestContext.Current.CancellationToken));
        using var body = new ByteArrayContent(new byte[100_000]);
        using HttpResponseMessage echo = await client.PostAsync("/echo", body, TestContext.Current.CancellationToken);
        Assert.Equal(100_000, (await echo.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
        foreach (string nothing in (string[])["/nothing", "/tiles/1/2/0.png", "/tiles/0/0/0.jpg", "/tiles/30/0/0.png", "/tiles/0/-1/0.png"])
        {
            using HttpResponseMessage none = await client.GetAsync(nothing, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
        Assert.Contains("\"refused\": 0", await client.GetStringAsync("/status", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        server.End();
        Assert.Equal(1, server.Server.Counts.Accepted);
    }

    [Fact]
    public void Requests_that_come_together_are_answered_in_their_order()
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        client.Send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\nPOST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcHEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\n"
            + "Host: a\r\n\r\n");
        Assert.Equal((200, "Hello.\n"), client.Receive());
        Assert.Equal((200, "abc"), client.Receive());
        Assert.Equal(200, client.Receive(hasBody: false).Status);
        Assert.Equal(404, client.Receive().Status);
    }

    [Fact]
    public void A_request_may_come_byte_by_byte()
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        foreach (char one in "\r\nPOST /echo HTTP/1.1\r\nhost:x\r\ncontent-length:  5 \r\n\r\nhello")
            client.Send(one.ToString());
        Assert.Equal((200, "hello"), client.Receive());
    }

    [Fact]
    public void A_client_that_waits_to_be_told_to_go_on_is_told()
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        client.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        Assert.Equal(100, client.ReceiveHead().Status);
        client.Send("ab");
        Assert.Equal((200, "ab"), client.Receive());
    }

    [Theory]
    [InlineData("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")]
    [InlineData("GET /hello HTTP/1.0\r\n\r\n")]
    public void The_connection_ends_where_the_client_wants_it(string request)
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        client.Send(request);
        Assert.Equal((200, "Hello.\n"), client.Receive());
        Assert.True(client.HasEnded());
    }

    [Fact]
    public void An_old_client_may_keep_its_connection()
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        for (int i = 0; i < 2; i++)
        {
            client.Send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            Assert.Equal((200, "Hello.\n"), client.Receive());
        }
    }

    [Theory]
    [InlineData("\0\u00ff\u00fe garbage\r\n\r\n", 400)]
    [InlineData("GET /hello\r\n\r\n", 400)]
    [InlineData("GET /he llo HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /hello HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /hello HTTP/1.1\r\nHost : a\r\n\r\n", 400)]
    [InlineData("GET /hello HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", 400)]
    [InlineData("GET /hello HTTP/2.0\r\nHost: a\r\n\r\n", 505)]
    [InlineData("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1x\r\n\r\n", 400)]
    [InlineData("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400)]
    [InlineData("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", 413)]
    [InlineData("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 501)]
    [InlineData("GET /hello HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417)]
    public void What_cannot_be_answered_is_refused_and_ends_the_connection(string request, int status)
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        client.Send(request);
        Assert.Equal(status, client.Receive().Status);
        Assert.True(client.HasEnded());
        server.End();
        Assert.Equal(1, server.Server.Counts.Refused);
    }

    [Fact]
    public void A_head_without_an_end_is_refused()
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        client.Send("GET /hello HTTP/1.1\r\n" + new string('x', 10_000));
        Assert.Equal(431, client.Receive().Status);
        Assert.True(client.HasEnded());
    }

    [Fact]
    public void Other_methods_are_refused_and_the_connection_stays()
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        client.Send("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        Assert.Equal(405, client.Receive().Status);
        client.Get("/hello");
        Assert.Equal(200, client.Receive().Status);
    }

    [Fact]
    public void A_client_that_ends_its_side_still_gets_its_answer()
    {
        using var server = new RunningServer();
        using Client client = server.Connect();
        client.Get("/hello");
        client.EndSending();
        Assert.Equal((200, "Hello.\n"), client.Receive());
        Assert.True(client.HasEnded());
    }

    [Fact]
    public void A_client_that_is_silent_or_slow_is_let_go()
    {
        using var server = new RunningServer(new ServerOptions { IdleTimeout = Soon, RequestTimeout = Soon });
        using Client silent = server.Connect();
        using Client slow = server.Connect();
        slow.Send("GET /hello HTTP/1.1\r\nHo");
        Assert.True(silent.HasEnded());
        Assert.True(slow.HasEnded());
        server.End();
        Assert.Equal(2, server.Server.Counts.TimedOut);
    }

    [Fact]
    public void A_client_that_does_not_read_is_let_go()
    {
        byte[] large = new byte[64 * 1024 * 1024];
        using var server = new RunningServer(new ServerOptions { SendTimeout = Soon }, _ => large);
        using Client client = server.Connect();
        client.Get("/tiles/0/0/0.png");
        Until(() => server.Server.Counts.TimedOut == 1);
        server.End();
    }

    [Fact]
    public void Clients_that_break_their_connection_harm_nobody()
    {
        using var server = new RunningServer();
        for (int i = 0; i < 20; i++)
        {
            Client broken = server.Connect();
            broken.Send(i % 2 == 0 ? "GET /tiles/0/0/0.png HTTP/1.1\r\nHost: a\r\n\r\n" : "GET /hel");
            broken.Reset();
        }
        using Client client = server.Connect();
        client.Get("/hello");
        Assert.Equal(200, client.Receive().Status);
        Until(() => server.Server.Counts.Open == 1);
        server.End();
    }

    [Fact]
    public void Those_beyond_the_limit_are_told_to_come_again_and_may()
    {
        using var server = new RunningServer(new ServerOptions { MostConnections = 2 });
        using Client one = server.Connect();
        Client other = server.Connect();
        one.Get("/hello");
        other.Get("/hello");
        Assert.Equal(200, one.Receive().Status);
        Assert.Equal(200, other.Receive().Status);
        using (Client third = server.Connect())
        {
            Assert.Contains("Retry-After: 1", third.ReceiveHead().Head, StringComparison.Ordinal);
        }
        other.Dispose();
        Until(() => server.Server.Counts.Open == 1);
        using Client fourth = server.Connect();
        fourth.Get("/hello");
        Assert.Equal(200, fourth.Receive().Status);
        server.End();
        Assert.Equal(1, server.Server.Counts.SentAway);
    }

    [Fact]
    public void More_pictures_than_there_is_room_for_are_refused_and_other_requests_answered()
    {
        using var gate = new ManualResetEventSlim();
        const int Room = 2;
        using var server = new RunningServer(render: _ => { gate.Wait(RunningServer.Patience); return [9]; }, capacity: Room);
        var clients = new List<Client>();
        int refused = 0;
        // The first are taken out at once to be computed; then so many wait, and all others are refused.
        for (int i = 0; refused == 0; i++)
        {
            Assert.True(i < 100, "Nobody is refused.");
            Client client = server.Connect();
            client.Get("/tiles/0/0/0.png");
            clients.Add(client);
            using Client asking = server.Connect();
            asking.Get("/status");
            (int status, string counts) = asking.Receive();
            Assert.Equal(200, status);
            refused = counts.Contains("\"picturesShed\": 1", StringComparison.Ordinal) ? 1 : 0;
        }
        Assert.Equal(503, clients[^1].Receive().Status);
        gate.Set();
        foreach (Client client in clients[..^1])
            Assert.Equal((200, "\t"), client.Receive());
        clients.ForEach(static client => client.Dispose());
        server.End();
    }

    [Fact]
    public void A_picture_that_fails_is_an_error_of_the_server_and_the_next_is_made()
    {
        int made = 0;
        using var server = new RunningServer(render: _ => made++ == 0 ? throw new InvalidOperationException("As it should.") : [9]);
        using Client client = server.Connect();
        client.Get("/tiles/0/0/0.png");
        Assert.Equal(500, client.Receive().Status);
        client.Get("/tiles/0/0/0.png");
        Assert.Equal(200, client.Receive().Status);
        server.End();
        // The picture's own, and the answer's.
        Assert.Equal(2, server.Reported.Count);
    }

    [Fact]
    public void At_the_end_those_who_wait_are_let_go_and_answers_that_are_being_made_are_sent()
    {
        using var begun = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        using var server = new RunningServer(render: _ => { begun.Set(); gate.Wait(RunningServer.Patience); return [9]; });
        using Client idle = server.Connect();
        idle.Get("/hello");
        idle.Receive();
        using Client busy = server.Connect();
        busy.Get("/tiles/0/0/0.png");
        Assert.True(begun.Wait(RunningServer.Patience));
        server.Stop();
        Assert.True(idle.HasEnded());
        Assert.Throws<SocketException>(() => server.Connect());
        gate.Set();
        Assert.Equal((200, "\t"), busy.Receive());
        Assert.True(busy.HasEnded());
        server.End();
    }

    [Fact]
    public void At_the_end_nobody_waits_longer_than_the_grace_period()
    {
        using var begun = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        using var server = new RunningServer(
            new ServerOptions { GracePeriod = Soon }, _ => { begun.Set(); gate.Wait(RunningServer.Patience); return [9]; });
        using Client busy = server.Connect();
        busy.Get("/tiles/0/0/0.png");
        Assert.True(begun.Wait(RunningServer.Patience));
        server.End();
        gate.Set();
        Assert.True(busy.HasEnded());
    }

    private static void Until(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, RunningServer.Patience), "It does not come to that.");
}
