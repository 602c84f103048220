// race FC1004: the message is sent before the result is written
using System.Threading.Channels;

static class Program
{
    static async Task<int> Run()
    {
        int result = 0;
        var done = Channel.CreateUnbounded<bool>();
        _ = Task.Run(async () =>
        {
            await done.Writer.WriteAsync(true);
            result = 42;
        });
        await done.Reader.ReadAsync();
        return result;
    }
}
