// workload: requests
// expect: nothing (all go through one connection, in order)
using System.Net.Sockets;

static class Sending
{
    public static async Task SendAsync(NetworkStream stream, byte[][] frames)
    {
        foreach (byte[] frame in frames)
            await stream.WriteAsync(frame);
    }
}
