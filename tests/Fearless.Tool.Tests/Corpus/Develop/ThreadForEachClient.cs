// workload: connections
// expect: FA1007 tasks @ new Thread(
using System.Net;
using System.Net.Sockets;

static class EchoServer
{
    public static void Serve()
    {
        var listener = new TcpListener(IPAddress.Loopback, 8080);
        listener.Start();
        while (true)
        {
            TcpClient client = listener.AcceptTcpClient();
            new Thread(() => Echo(client)).Start();
        }
    }

    private static void Echo(TcpClient client)
    {
        using NetworkStream stream = client.GetStream();
        stream.CopyTo(stream);
    }
}
