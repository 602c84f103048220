// race FC1002: the producer goes on writing the item that it has sent
using System.Threading.Channels;

class Item
{
    public int Value;
}

static class Program
{
    static async Task<int> Run(int n)
    {
        var channel = Channel.CreateBounded<Item>(8);
        var item = new Item();
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < n; i++)
            {
                item.Value = i;
                await channel.Writer.WriteAsync(item);
            }
            channel.Writer.Complete();
        });
        int sum = 0;
        await foreach (Item received in channel.Reader.ReadAllAsync())
            sum += received.Value;
        await producer;
        return sum;
    }
}
