using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebServer.Tests;

/// <summary>A client that blocks, and sends what it is told, byte for byte.</summary>
internal sealed class Client : IDisposable
{
    private readonly Socket _socket;
    private readonly List<byte> _received = [];

    public Client(EndPoint server)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)RunningServer.Patience.TotalMilliseconds,
        };
        _socket.Connect(server);
    }

    public void Send(string text) => _socket.Send(Encoding.Latin1.GetBytes(text));

    public void Get(string path) => Send($"GET {path} HTTP/1.1\r\nHost: test\r\n\r\n");

    /// <summary>The status and the body of the next answer.</summary>
    public (int Status, string Body) Receive(bool hasBody = true)
    {
        (int status, string head) = ReceiveHead();
        string name = "Content-Length: ";
        int at = head.IndexOf(name, StringComparison.Ordinal) + name.Length;
        int length = int.Parse(head[at..head.IndexOf("\r\n", at, StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        return (status, hasBody ? Take(length) : "");
    }

    /// <summary>The status and the headers of the next answer.</summary>
    public (int Status, string Head) ReceiveHead()
    {
        int end;
        while ((end = Encoding.Latin1.GetString([.. _received]).IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
            Assert.True(ReceiveSome(), "The connection ended before the answer.");
        string head = Take(end + 4);
        return (int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), head);
    }

    /// <summary>Whether the server has ended the connection, and has sent nothing before.</summary>
    public bool HasEnded() => _received.Count == 0 && !ReceiveSome();

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private string Take(int count)
    {
        while (_received.Count < count)
            Assert.True(ReceiveSome(), "The connection ended in the middle of an answer.");
        string text = Encoding.Latin1.GetString([.. _received.Take(count)]);
        _received.RemoveRange(0, count);
        return text;
    }

    private bool ReceiveSome()
    {
        byte[] buffer = new byte[4096];
        int count = _socket.Receive(buffer);
        _received.AddRange(buffer.AsSpan(0, count));
        return count > 0;
    }
}
