// clean: the channel is closed when all is written, and everything is read when it is closed
using System.Threading.Channels;

static class Program
{
    static async Task<int> Run(int n)
    {
        int sent = 0;
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
        int sum = 0;
        await foreach (int item in channel.Reader.ReadAllAsync())
            sum += item;
        return sum - sent;
    }
}
