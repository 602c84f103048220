// clean FC1004: messages through a channel of the base library
static class Program
{
    static async Task<int> Run()
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<int>();
        Task producer = Task.Run(() =>
        {
            for (int i = 0; i < 100; i++) channel.Writer.TryWrite(i);
            channel.Writer.Complete();
        });
        int sum = 0;
        await foreach (int x in channel.Reader.ReadAllAsync()) sum += x;
        await producer;
        return sum;
    }
}
