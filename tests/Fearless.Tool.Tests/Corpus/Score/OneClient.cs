// workload: none
// expect: nothing (there is one connection, and one thread for it)
using System.Net.Sockets;

static class Debugger
{
    public static void Attach(TcpListener listener)
    {
        using TcpClient client = listener.AcceptTcpClient();
        using NetworkStream stream = client.GetStream();
        stream.CopyTo(Stream.Null);
    }
}
