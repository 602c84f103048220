using System.Net.Security;

namespace Fearless;

/// <summary>Connections that are encrypted by TLS: <see cref="SslStream"/> over an <see cref="AsyncSocket"/>, whose operations the executor
/// carries out.</summary>
/// <remarks>
/// <para>Certificates are checked on the executor's thread, which blocks if the options ask for revocation lists; by default they do not.</para>
/// <para><b>Cancellation.</b> A read that was cancelled by its token has lost nothing, and can be repeated. After a write, a handshake or a shutdown
/// that was cancelled nothing is left to do but to dispose of the stream. To tell the other side that nothing more comes, await
/// <see cref="SslStream.ShutdownAsync"/> before: an end without it reads as an end all the same, so protocols should know by themselves whether they
/// are complete.</para>
/// </remarks>
/// <example><code>
/// using System.Net.Security;
/// using System.Text;
///
/// string answer = Executor.BlockOn(static async () =&gt;
/// {
///     using AsyncSocket socket = await AsyncSocket.ConnectToAsync("example.org", 443);
///     await using SslStream stream = await Tls.ConnectAsync(socket, "example.org");
///     await stream.WriteAsync("HEAD / HTTP/1.0\r\nHost: example.org\r\n\r\n"u8.ToArray(), Executor.CancellationToken);
///     using var reader = new StreamReader(stream, Encoding.ASCII);
///     return await reader.ReadToEndAsync(Executor.CancellationToken);
/// });
/// </code></example>
public static class Tls
{
    /// <summary>Shakes hands as the client with the server <paramref name="host"/>, and checks that it is it.</summary>
    /// <param name="socket">A connection. The stream's from here on: it is closed with the stream, or when this fails.</param>
    /// <param name="host">The name that the server's certificate must be for.</param>
    /// <returns>The stream. Fails with an <see cref="System.Security.Authentication.AuthenticationException"/> when the server is not to be trusted,
    /// and with an <see cref="IOException"/> when the connection ends.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Future<SslStream> ConnectAsync(AsyncSocket socket, string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return ConnectAsync(socket, new SslClientAuthenticationOptions { TargetHost = host });
    }

    /// <summary>Shakes hands as the client.</summary>
    /// <param name="socket">A connection. The stream's from here on: it is closed with the stream, or when this fails.</param>
    /// <param name="options">Whose certificate is expected, and everything else.</param>
    /// <returns>The stream. Fails with an <see cref="System.Security.Authentication.AuthenticationException"/> when the server is not to be trusted,
    /// and with an <see cref="IOException"/> when the connection ends.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Future<SslStream> ConnectAsync(AsyncSocket socket, SslClientAuthenticationOptions options)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(options);
        return Authenticate(socket, (stream, cancellationToken) => stream.AuthenticateAsClientAsync(options, cancellationToken));
    }

    /// <summary>Shakes hands as the server.</summary>
    /// <param name="socket">A connection. The stream's from here on: it is closed with the stream, or when this fails.</param>
    /// <param name="options">The server's certificate, and everything else. For many connections make a
    /// <see cref="SslServerAuthenticationOptions.ServerCertificateContext"/> once.</param>
    /// <returns>The stream. Fails with an <see cref="System.Security.Authentication.AuthenticationException"/> when the two sides do not agree, and
    /// with an <see cref="IOException"/> when the connection ends.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Future<SslStream> AcceptAsync(AsyncSocket socket, SslServerAuthenticationOptions options)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(options);
        return Authenticate(socket, (stream, cancellationToken) => stream.AuthenticateAsServerAsync(options, cancellationToken));
    }

    private static async Future<SslStream> Authenticate(AsyncSocket socket, Func<SslStream, CancellationToken, Task> handshake)
    {
        var stream = new SslStream(socket.AsStream());
        try
        {
            await handshake(stream, Executor.CancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
