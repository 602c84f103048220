using System.Net.Sockets;
using Fearless;
using WebServer.Http;

namespace WebServer.Serving;

/// <summary>Serves HTTP/1.1 to many clients on one thread: a task for each, which waits most of the time and costs a few hundred bytes.</summary>
/// <param name="answer">Answers a request. What it computes for long it hands to other threads, and awaits.</param>
/// <param name="options">The limits.</param>
/// <param name="reportFailure">Told what <paramref name="answer"/> threw: a defect, of which the client only learns that it is one.</param>
internal sealed class Server(Func<Request, Future<Response>> answer, ServerOptions options, Action<Exception> reportFailure)
{
    // Those who wait for a request, or have had their last answer, each with the scope that ends it. One thread serves, so there is nothing to lock.
    private readonly HashSet<TaskScope> _idle = [];
    private bool _isEnding;

    public ServerCounts Counts { get; } = new();

    /// <summary>Serves whoever comes to <paramref name="listener"/>, until <paramref name="stop"/> is cancelled: then nobody is let in any more, those
    /// who wait are let go, and answers that are being made are sent.</summary>
    public Future RunAsync(AsyncSocket listener, CancellationToken stop) =>
        // Not ended by the token: what it has begun is finished.
        TaskScope.RunAsync(connections => RunAsync(listener, connections, stop), CancellationToken.None);

    private async Future RunAsync(AsyncSocket listener, TaskScope connections, CancellationToken stop)
    {
        try
        {
            await TaskScope.RunAsync(_ => AcceptAllAsync(listener, connections), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As it should be.
        }
        _isEnding = true;
        foreach (TaskScope waiting in _idle)
            waiting.Cancel();
        connections.CancelAfter(options.GracePeriod);
    }

    private async Future AcceptAllAsync(AsyncSocket listener, TaskScope connections)
    {
        using (listener)
        {
            while (true)
            {
                AsyncSocket socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                _ = connections.Spawn(Counts.Open < options.MostConnections ? ServeAsync(socket) : SendAwayAsync(socket));
            }
        }
    }

    private async Future SendAwayAsync(AsyncSocket socket)
    {
        Counts.SentAway++;
        using (socket)
        {
            try
            {
                byte[] bytes = Response.Overloaded("Too many are being served. Come again.").ToBytes(hasBody: true, closes: true);
                // There is room for it at once; and if not, this must not become another client to wait for.
                await socket.SendAllAsync(bytes).WithTimeout(TimeSpan.FromSeconds(1));
            }
            catch (Exception exception) when (exception is SocketException or TimeoutException)
            {
                // It is sent away in any case.
            }
        }
    }

    private async Future ServeAsync(AsyncSocket socket)
    {
        Counts.Accepted++;
        Counts.Open++;
        try
        {
            using (socket)
                await TaskScope.RunAsync(limits => ConverseAsync(socket, limits));
        }
        catch (TimeoutException)
        {
            Counts.TimedOut++;
        }
        catch (SocketException)
        {
            Counts.Broken++;
        }
        catch (OperationCanceledException) when (_isEnding)
        {
            // It waited for a request that will not be served.
        }
        finally
        {
            Counts.Open--;
        }
    }

    private async Future ConverseAsync(AsyncSocket socket, TaskScope limits)
    {
        var reader = new RequestReader(socket);
        while (!_isEnding)
        {
            if (!await WaitForRequestAsync(reader, limits))
                return;
            (Response response, bool closes, bool hasBody) = await TakeAndAnswerAsync(socket, reader, limits);
            closes |= _isEnding;
            limits.CancelAfter(options.SendTimeout);
            await socket.SendAllAsync(response.ToBytes(hasBody, closes));
            if (closes)
            {
                await CloseAsync(socket, limits);
                return;
            }
            reader.Shrink();
        }
    }

    private async Future<bool> WaitForRequestAsync(RequestReader reader, TaskScope limits)
    {
        limits.CancelAfter(options.IdleTimeout);
        _idle.Add(limits);
        try
        {
            return await reader.WaitForRequestAsync();
        }
        finally
        {
            _idle.Remove(limits);
        }
    }

    private async Future<(Response Response, bool Closes, bool HasBody)> TakeAndAnswerAsync(
        AsyncSocket socket, RequestReader reader, TaskScope limits)
    {
        limits.CancelAfter(options.RequestTimeout);
        Request request;
        try
        {
            RequestHead head = await reader.ReadHeadAsync();
            if (head.AwaitsContinue)
                await socket.SendAllAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
            request = await reader.ReadBodyAsync(head);
        }
        catch (RefusedRequestException refused)
        {
            Counts.Refused++;
            return (Response.Text(refused.Status, refused.Message), Closes: true, HasBody: true);
        }
        // How long an answer takes is the site's affair.
        limits.CancelAfter(Timeout.InfiniteTimeSpan);
        Response response;
        try
        {
            response = await answer(request);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            reportFailure(exception);
            response = Response.Text(500, "The server has a defect, of which its owner has been told.");
        }
        Counts.Answered++;
        return (response, !request.KeepsAlive, request.Method != "HEAD");
    }

    // A socket that is closed with something unread resets the connection, and the client may lose the answer. So it is told first that
    // nothing will come, and what it still sends is read, for a while.
    private async Future CloseAsync(AsyncSocket socket, TaskScope limits)
    {
        socket.Shutdown(SocketShutdown.Send);
        if (_isEnding)
            return;
        limits.CancelAfter(Timeout.InfiniteTimeSpan);
        _idle.Add(limits);
        try
        {
            await DrainAsync(socket).WithTimeout(options.LingerTimeout);
        }
        catch (TimeoutException)
        {
            // It has had its answer, and time to read it.
        }
        finally
        {
            _idle.Remove(limits);
        }
    }

    private static async Future DrainAsync(AsyncSocket socket)
    {
        byte[] rest = new byte[1024];
        int patience = RequestReader.LongestBody / rest.Length;
        while (patience-- > 0 && await socket.ReceiveAsync(rest) > 0)
        {
            // Nobody wants it.
        }
    }
}
