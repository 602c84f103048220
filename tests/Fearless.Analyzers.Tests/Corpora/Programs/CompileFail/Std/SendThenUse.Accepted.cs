// clean FC2001: it grows, and then is sent
static class Program
{
    static void Run()
    {
        var channel = System.Threading.Channels.Channel.CreateUnbounded<List<int>>();
        Task reader = Task.Run(async () =>
        {
            await foreach (List<int> list in channel.Reader.ReadAllAsync()) Console.WriteLine(list.Count);
        });
        List<int> value = [1];
        value.Add(2);
        channel.Writer.TryWrite(value);
        channel.Writer.Complete();
        reader.Wait();
    }
}
