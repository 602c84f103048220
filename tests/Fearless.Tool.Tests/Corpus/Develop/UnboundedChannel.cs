// workload: producer-consumer
// expect: FA1006 channel @ Channel.CreateUnbounded<byte[]>()
using System.Threading.Channels;

sealed class Recorder
{
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();

    public bool Record(byte[] frame) => _frames.Writer.TryWrite(frame);

    public async Task SaveAsync(Stream target)
    {
        await foreach (byte[] frame in _frames.Reader.ReadAllAsync())
            await target.WriteAsync(frame);
    }
}
