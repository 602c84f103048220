// workload: connections
// expect: FA1007 tasks @ ThreadPool.QueueUserWorkItem(
using System.Net.Sockets;

static class Proxy
{
    public static void Serve(Socket listener)
    {
        for (;;)
        {
            Socket client = listener.Accept();
            ThreadPool.QueueUserWorkItem(_ => Talk(client));
        }
    }

    private static void Talk(Socket client)
    {
        var buffer = new byte[4096];
        int count;
        while ((count = client.Receive(buffer)) > 0)
            client.Send(buffer.AsSpan(0, count));
        client.Dispose();
    }
}
