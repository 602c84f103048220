using System.Net.Sockets;

namespace Fearless.Tasks;

/// <summary>Goes on accepting when an attempt fails for a reason that passes.</summary>
internal static class Accepting
{
    // SOURCE: Go, net/http `Server.Serve`: 5 ms, doubled up to a second.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Makes attempts to one that gives a connection, or fails for good.</summary>
    /// <typeparam name="T">What a connection is.</typeparam>
    public static async Future<T> AcceptAsync<T>(Func<Future<T>> attempt)
    {
        TimeSpan pause = FirstPause;
        while (true)
        {
            SocketError error;
            try
            {
                return await attempt();
            }
            catch (SocketException exception) when (IsOfConnection(exception.SocketErrorCode) || IsShortage(exception.SocketErrorCode))
            {
                error = exception.SocketErrorCode;
            }
            if (!IsShortage(error))
                continue;
            await Executor.Delay(pause);
            pause = pause < LongestPause / 2 ? pause * 2 : LongestPause;
        }
    }

    // What the system tells of one connection that failed between its beginning and its being accepted: the next one, then.
    // SOURCE: accept(2), "Error handling".
    private static bool IsOfConnection(SocketError error) => error is SocketError.ConnectionAborted or SocketError.ConnectionReset
        or SocketError.NetworkDown or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.HostUnreachable
        or SocketError.ProtocolOption;

    // Descriptors or memory have run out: to ask again at once would find the same.
    private static bool IsShortage(SocketError error) => error is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;
}
