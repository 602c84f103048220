// clean: the result is written before the message, and read behind it
using System.Threading.Channels;

static class Program
{
    static async Task<int> Run()
    {
        int result = 0;
        var done = Channel.CreateUnbounded<bool>();
        _ = Task.Run(async () =>
        {
            result = 42;
            await done.Writer.WriteAsync(true);
        });
        await done.Reader.ReadAsync();
        return result;
    }
}
