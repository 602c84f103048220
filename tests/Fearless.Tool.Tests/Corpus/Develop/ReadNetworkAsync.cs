// workload: requests
// expect: nothing
using System.Net.Sockets;

static class Protocol
{
    public static async Task<byte[]> ReadFrameAsync(NetworkStream stream)
    {
        var length = new byte[4];
        await stream.ReadExactlyAsync(length);
        var frame = new byte[BitConverter.ToInt32(length)];
        await stream.ReadExactlyAsync(frame);
        return frame;
    }
}
