// clean: what goes through the channel is written before, and used by one behind it
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
        Task producer = Task.Run(async () =>
        {
            for (int i = 0; i < n; i++)
            {
                var item = new Item();
                item.Value = i;
                await channel.Writer.WriteAsync(item);
            }
            channel.Writer.Complete();
        });
        int sum = 0;
        await foreach (Item item in channel.Reader.ReadAllAsync())
        {
            item.Value++;
            sum += item.Value;
        }
        await producer;
        return sum;
    }
}
