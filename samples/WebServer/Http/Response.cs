using System.Globalization;
using System.Text;

namespace WebServer.Http;

/// <summary>An answer, with all of its body.</summary>
internal sealed record Response(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <summary>How many seconds the client is to wait before it asks again.</summary>
    public int? RetryAfter { get; init; }

    public static Response Text(int status, string text) => new(status, PlainText, Encoding.UTF8.GetBytes(text + "\n"));

    public static Response Overloaded(string what) => Text(503, what) with { RetryAfter = 1 };

    /// <summary>As it goes over the connection.</summary>
    /// <param name="hasBody">Whether the body goes with it; it does not for HEAD.</param>
    /// <param name="closes">Whether the connection ends with it.</param>
    public byte[] ToBytes(bool hasBody, bool closes)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {Reason}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\nContent-Length: {Body.Length}\r\n");
        if (RetryAfter is { } seconds)
            head.Append(CultureInfo.InvariantCulture, $"Retry-After: {seconds}\r\n");
        head.Append(closes ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n");

        byte[] bytes = new byte[head.Length + (hasBody ? Body.Length : 0)];
        Encoding.ASCII.GetBytes(head.ToString(), bytes);
        if (hasBody)
            Body.CopyTo(bytes.AsMemory(head.Length));
        return bytes;
    }

    private string Reason => Status switch
    {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        417 => "Expectation Failed",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Other",
    };
}
