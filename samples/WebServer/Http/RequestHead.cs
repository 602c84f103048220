using System.Buffers;
using System.Globalization;
using System.Text;

namespace WebServer.Http;

/// <summary>What comes before the body of a request.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="BodyLength">In bytes.</param>
/// <param name="KeepsAlive">Whether the client may send another one on the same connection.</param>
/// <param name="AwaitsContinue">Whether the client waits to be told to send the body.</param>
internal sealed record RequestHead(string Method, string Path, int BodyLength, bool KeepsAlive, bool AwaitsContinue)
{
    private const int Version10 = 10;
    private const int Version11 = 11;

    // SOURCE: RFC 9110, section 5.6.2.
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Reads a head, from the request line up to and without the empty line.</summary>
    /// <exception cref="RefusedRequestException">It is none, or one that this server does not serve.</exception>
    // SOURCE: RFC 9112. What is ambiguous is refused: two readers of it could disagree about where the next request begins.
    public static RequestHead Parse(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> rest = head;
        (string method, string path, int version) = ParseRequestLine(TakeLine(ref rest));
        bool hasHost = false;
        bool closes = version == Version10;
        bool awaitsContinue = false;
        int? bodyLength = null;
        while (!rest.IsEmpty)
        {
            ReadOnlySpan<byte> line = TakeLine(ref rest);
            int colon = line.IndexOf((byte)':');
            if (colon <= 0 || line[..colon].ContainsAnyExcept(TokenBytes))
                throw new RefusedRequestException(400, "A header line has no name, or a name with characters that names do not have.");
            ReadOnlySpan<byte> name = line[..colon];
            string value = Encoding.Latin1.GetString(line[(colon + 1)..]).Trim(' ', '\t');
            if (Is(name, "Host"))
                hasHost = !hasHost ? true : throw new RefusedRequestException(400, "There are two Host headers.");
            else if (Is(name, "Content-Length"))
                bodyLength = bodyLength is null ? ParseLength(value) : throw new RefusedRequestException(400, "There are two lengths.");
            else if (Is(name, "Transfer-Encoding"))
                throw new RefusedRequestException(501, "This server wants the length of a body in advance.");
            else if (Is(name, "Connection"))
                closes = Closes(value, closes);
            else if (Is(name, "Expect"))
                awaitsContinue = value.Equals("100-continue", StringComparison.OrdinalIgnoreCase)
                    ? true
                    : throw new RefusedRequestException(417, "This server meets no expectation but 100-continue.");
        }
        if (!hasHost && version == Version11)
            throw new RefusedRequestException(400, "There is no Host header.");
        return new RequestHead(method, path, bodyLength ?? 0, !closes, awaitsContinue && bodyLength > 0);
    }

    private static (string Method, string Path, int Version) ParseRequestLine(ReadOnlySpan<byte> line)
    {
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last == first || line[..first].ContainsAnyExcept(TokenBytes))
            throw new RefusedRequestException(400, "The first line is not one of HTTP/1.");
        ReadOnlySpan<byte> target = line[(first + 1)..last];
        if (target.IsEmpty || target.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            throw new RefusedRequestException(400, "The target has characters that targets do not have.");
        int version = line[(last + 1)..] switch
        {
            var name when name.SequenceEqual("HTTP/1.1"u8) => Version11,
            var name when name.SequenceEqual("HTTP/1.0"u8) => Version10,
            _ => throw new RefusedRequestException(505, "This server speaks HTTP/1.1 and HTTP/1.0."),
        };
        int query = target.IndexOf((byte)'?');
        return (Encoding.ASCII.GetString(line[..first]), Encoding.ASCII.GetString(query < 0 ? target : target[..query]), version);
    }

    private static int ParseLength(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            ? length
            : throw new RefusedRequestException(400, "The length of the body is no number, or too large.");

    private static bool Closes(string value, bool otherwise)
    {
        foreach (string option in value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (option.Equals("close", StringComparison.OrdinalIgnoreCase))
                return true;
            if (option.Equals("keep-alive", StringComparison.OrdinalIgnoreCase))
                otherwise = false;
        }
        return otherwise;
    }

    private static bool Is(ReadOnlySpan<byte> name, string other) => Ascii.EqualsIgnoreCase(name, other);

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> rest)
    {
        int length = rest.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = length < 0 ? rest : rest[..length];
        rest = length < 0 ? default : rest[(length + 2)..];
        return line;
    }
}
