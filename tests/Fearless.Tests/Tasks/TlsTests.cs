using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fearless.Tests.Tasks;

public class TlsTests
{
    private const string Name = "fearless.test";

    private static readonly X509Certificate2 Certificate = MakeCertificate();

    public static TheoryData<LoopKind> Kinds => Loops.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Bytes_come_back_encrypted_and_the_end_is_seen(LoopKind kind) => Run(kind, static async (scope, client, server) =>
    {
        byte[] sent = new byte[300_000];
        new Random(5).NextBytes(sent);
        _ = scope.Spawn(Echo());
        await using SslStream stream = await Tls.ConnectAsync(client, Trusting());
        Assert.True(stream.IsEncrypted && stream.IsAuthenticated);
        _ = scope.Spawn(Send());
        byte[] received = new byte[sent.Length];
        await stream.ReadExactlyAsync(received, CancellationToken.None);
        Assert.Equal(sent, received);
        Assert.Equal(0, await stream.ReadAsync(received, CancellationToken.None));

        async Future Send()
        {
            await stream.WriteAsync(sent, CancellationToken.None);
            await stream.ShutdownAsync();
        }

        async Future Echo()
        {
            await using SslStream peer = await Tls.AcceptAsync(server, Serving());
            await peer.CopyToAsync(peer, CancellationToken.None);
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_read_that_is_cancelled_can_be_repeated(LoopKind kind) => Run(kind, static async (scope, client, server) =>
    {
        TaskHandle<SslStream> accepting = scope.Spawn(Tls.AcceptAsync(server, Serving()));
        await using SslStream stream = await Tls.ConnectAsync(client, Trusting());
        await using SslStream peer = await accepting;
        byte[] buffer = new byte[1];
        long sum = 0;
        long sent = 0;
        for (int round = 0; round < 30; round++)
        {
            using var source = new CancellationTokenSource();
            Task<int> reading = peer.ReadAsync(buffer, source.Token).AsTask();
            if (round % 2 == 0)
            {
                sent += round;
                await stream.WriteAsync(new[] { (byte)round }, CancellationToken.None);
            }
            if (round % 3 == 0)
                await Executor.Delay(TimeSpan.FromMilliseconds(1));
            await source.CancelAsync();
            try
            {
                await reading;
                sum += buffer[0];
            }
            catch (OperationCanceledException)
            {
                // Nothing was taken.
            }
        }
        await stream.ShutdownAsync();
        while (await peer.ReadAsync(buffer, CancellationToken.None) > 0)
            sum += buffer[0];
        Assert.Equal(sent, sum);
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_server_that_is_not_trusted_is_refused_and_both_connections_end(LoopKind kind) => Run(kind, static async (scope, client, server) =>
    {
        TaskHandle<Result<int, Exception>> accepting = scope.Spawn(Serve().AsResult());
        await FutureTests.Throws<AuthenticationException>(async () => await Tls.ConnectAsync(client, Name));
        Assert.True(client.Socket.SafeHandle.IsClosed);
        Assert.True((await accepting).IsError);

        async Future<int> Serve()
        {
            await using SslStream peer = await Tls.AcceptAsync(server, Serving());
            // With TLS 1.3 the server is done before the client has looked at the certificate.
            int count = await peer.ReadAsync(new byte[1], CancellationToken.None);
            return count > 0 ? count : throw new EndOfStreamException();
        }
    });

    [Fact]
    public void A_handshake_that_is_cancelled_closes_the_connection() => Run(LoopKind.Thread, static async (scope, client, server) =>
    {
        TaskHandle<SslStream> connecting = scope.Spawn(Tls.ConnectAsync(client, Trusting()));
        // The client has begun, and the server does not answer.
        Assert.True(await server.ReceiveAsync(new byte[10_000]) > 0);
        Assert.True(await connecting.CancelAsync());
        Assert.True(client.Socket.SafeHandle.IsClosed);
        Assert.Equal(0, await server.ReceiveAsync(new byte[1]));
    });

    [Fact]
    public void A_peer_that_is_gone_without_a_word_is_an_end_or_a_failure() => Run(LoopKind.Thread, static async (scope, client, server) =>
    {
        TaskHandle<SslStream> accepting = scope.Spawn(Tls.AcceptAsync(server, Serving()));
        await using SslStream stream = await Tls.ConnectAsync(client, Trusting());
        await using SslStream peer = await accepting;
        Task<int> reading = peer.ReadAsync(new byte[1], CancellationToken.None).AsTask();
        client.Socket.LingerState = new LingerOption(true, 0);
        client.Dispose();
        await FutureTests.Throws<IOException>(async () => await reading);
    });

    [Fact]
    public void What_is_wrong_is_refused() => Run(LoopKind.Thread, static async (_, client, _) =>
    {
        Assert.Throws<ArgumentNullException>(static () => { Tls.ConnectAsync(null!, Trusting()); });
        Assert.Throws<ArgumentNullException>(() => { Tls.ConnectAsync(client, (string)null!); });
        Assert.Throws<ArgumentNullException>(() => { Tls.ConnectAsync(client, (SslClientAuthenticationOptions)null!); });
        Assert.Throws<ArgumentNullException>(static () => { Tls.AcceptAsync(null!, Serving()); });
        Assert.Throws<ArgumentNullException>(() => { Tls.AcceptAsync(client, null!); });
        await Executor.Yield();
    });

    private static void Run(LoopKind kind, Func<TaskScope, AsyncSocket, AsyncSocket, Future> body) => Loops.Run(kind, async () =>
    {
        using AsyncSocket listener = AsyncSocket.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        using AsyncSocket client = await AsyncSocket.ConnectToAsync(listener.Socket.LocalEndPoint!);
        using AsyncSocket server = await listener.AcceptAsync();
        await TaskScope.RunAsync(scope => body(scope, client, server));
    });

    private static SslClientAuthenticationOptions Trusting() => new()
    {
        TargetHost = Name,
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    private static SslServerAuthenticationOptions Serving() => new() { ServerCertificate = Certificate };

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Name);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        // Through its stored form, as some systems want it for a server.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
