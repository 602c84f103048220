// workload: producer-consumer
// expect: nothing
using System.Threading.Channels;

sealed class Feed
{
    private readonly Channel<int> _values = Channel.CreateBounded<int>(64);

    public ValueTask SendAsync(int value) => _values.Writer.WriteAsync(value);

    public async Task ConsumeAsync()
    {
        await foreach (int value in _values.Reader.ReadAllAsync())
            Console.WriteLine(value);
    }
}
