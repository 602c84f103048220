// workload: connections
// expect: nothing
using System.Net;
using System.Net.Sockets;

static class EchoServer
{
    public static async Task ServeAsync(CancellationToken token)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 8080);
        listener.Start();
        while (!token.IsCancellationRequested)
        {
            TcpClient client = await listener.AcceptTcpClientAsync(token);
            _ = EchoAsync(client, token);
        }
    }

    private static async Task EchoAsync(TcpClient client, CancellationToken token)
    {
        using (client)
            await client.GetStream().CopyToAsync(client.GetStream(), token);
    }
}
