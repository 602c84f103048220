// race FC2001: a list is sent, and then grows
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0382; rust-lang/book, ch16-02
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
        channel.Writer.TryWrite(value);
        value.Add(2);
        channel.Writer.Complete();
        reader.Wait();
    }
}
