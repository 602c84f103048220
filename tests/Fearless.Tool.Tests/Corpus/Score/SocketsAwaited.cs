// workload: connections
// expect: nothing
using System.Net.Sockets;

static class Proxy
{
    public static async Task ServeAsync(Socket listener)
    {
        var talks = new List<Task>();
        for (;;)
        {
            Socket client = await listener.AcceptAsync();
            talks.Add(TalkAsync(client));
            talks.RemoveAll(static talk => talk.IsCompleted);
        }
    }

    private static async Task TalkAsync(Socket client)
    {
        var buffer = new byte[4096];
        int count;
        while ((count = await client.ReceiveAsync(buffer)) > 0)
            await client.SendAsync(buffer.AsMemory(0, count));
        client.Dispose();
    }
}
