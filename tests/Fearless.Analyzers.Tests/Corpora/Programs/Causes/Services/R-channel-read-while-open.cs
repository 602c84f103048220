// race FC1004: the count is read while the channel is still open
using System.Threading.Channels;

static class Program
{
    static async Task<int> Run(int n)
    {
        int sent = 0, seen = 0;
        var channel = Channel.CreateBounded<int>(4);
        _ = Task.Run(async () =>
        {
            for (int i = 0; i < n; i++)
            {
                await channel.Writer.WriteAsync(i);
                sent++;
            }
            channel.Writer.Complete();
        });
        await foreach (int item in channel.Reader.ReadAllAsync())
            seen = sent;
        return seen;
    }
}
