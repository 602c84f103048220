using Fearless;

namespace WebServer.Http;

/// <summary>Reads the requests of one connection, one after the other. A client may send the next one before it has the answer: what came too
/// early waits in the buffer.</summary>
internal sealed class RequestReader(AsyncSocket socket)
{
    /// <summary>The longest head, in bytes.</summary>
    public const int LongestHead = 8 * 1024;

    /// <summary>The longest body, in bytes.</summary>
    public const int LongestBody = 1024 * 1024;

    /// <summary>What a connection that waits for its next request keeps, in bytes.</summary>
    public const int IdleBuffer = 256;

    private byte[] _buffer = new byte[IdleBuffer];
    private int _start;
    private int _end;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Waits for the first bytes of a request.</summary>
    /// <returns>False when the client will send none.</returns>
    public async Future<bool> WaitForRequestAsync()
    {
        while (true)
        {
            // Some clients send an empty line after a body.
            while (Unread.StartsWith("\r\n"u8))
                _start += 2;
            if (_start < _end && !Unread.SequenceEqual("\r"u8))
                return true;
            if (!await ReceiveAsync(LongestHead))
                return false;
        }
    }

    /// <summary>Reads the head that has begun.</summary>
    /// <exception cref="RefusedRequestException">It does not end, or is none.</exception>
    public async Future<RequestHead> ReadHeadAsync()
    {
        int length;
        while ((length = Unread.IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (_end - _start >= LongestHead)
                throw new RefusedRequestException(431, $"The head of a request is longer than {LongestHead} bytes.");
            if (!await ReceiveAsync(LongestHead))
                throw new RefusedRequestException(400, "The connection ended in the middle of a request.");
        }
        var head = RequestHead.Parse(Unread[..length]);
        _start += length + 4;
        if (head.BodyLength > LongestBody)
            throw new RefusedRequestException(413, $"The body is longer than {LongestBody} bytes.");
        return head;
    }

    /// <summary>Reads the body that <paramref name="head"/> announces.</summary>
    /// <exception cref="RefusedRequestException">The connection ended before it did.</exception>
    public async Future<Request> ReadBodyAsync(RequestHead head)
    {
        while (_end - _start < head.BodyLength)
        {
            if (!await ReceiveAsync(head.BodyLength))
                throw new RefusedRequestException(400, "The connection ended in the middle of a body.");
        }
        byte[] body = head.BodyLength == 0 ? [] : Unread[..head.BodyLength].ToArray();
        _start += head.BodyLength;
        return new Request(head.Method, head.Path, body, head.KeepsAlive);
    }

    /// <summary>Gives back what a long request needed.</summary>
    public void Shrink()
    {
        if (_start == _end && _buffer.Length > IdleBuffer)
            (_buffer, _start, _end) = (new byte[IdleBuffer], 0, 0);
    }

    // Makes room for up to so many bytes at a time.
    private async Future<bool> ReceiveAsync(int most)
    {
        if (_start == _end)
            (_start, _end) = (0, 0);
        if (_start > 0 && _end == _buffer.Length)
        {
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, Math.Max(most, _buffer.Length + IdleBuffer)));
        int received = await socket.ReceiveAsync(_buffer.AsMemory(_end));
        _end += received;
        return received > 0;
    }
}
