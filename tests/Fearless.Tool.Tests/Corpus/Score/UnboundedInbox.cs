// workload: producer-consumer
// expect: FA1006 channel @ Channel.CreateUnbounded<string>
using System.Threading.Channels;

static class Inbox
{
    public static async Task<int> RunAsync(IEnumerable<string> messages)
    {
        Channel<string> inbox = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        Task<int> reading = ReadAsync(inbox.Reader);
        foreach (string message in messages)
            await inbox.Writer.WriteAsync(message);
        inbox.Writer.Complete();
        return await reading;
    }

    private static async Task<int> ReadAsync(ChannelReader<string> reader)
    {
        int letters = 0;
        await foreach (string message in reader.ReadAllAsync())
            letters += message.Length;
        return letters;
    }
}
