// race FC1004: two send, and one message is waited for
using System.Threading.Channels;

static class Program
{
    static async Task<int> Run()
    {
        int first = 0, second = 0;
        var done = Channel.CreateUnbounded<bool>();
        _ = Task.Run(() =>
        {
            first = 1;
            done.Writer.TryWrite(true);
        });
        _ = Task.Run(() =>
        {
            second = 2;
            done.Writer.TryWrite(true);
        });
        await done.Reader.ReadAsync();
        return first + second;
    }
}
