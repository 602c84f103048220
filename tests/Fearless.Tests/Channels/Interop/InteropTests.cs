using System.Threading.Channels;
using Fearless.Channels;
using Fearless.Tests.Sync;
using Channel = Fearless.Channels.Channel;

namespace Fearless.Tests.Channels.Interop;

public class InteropTests
{
    [Fact]
    public async Task A_receiver_serves_as_a_reader()
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        ChannelReader<int> reader = rx.AsChannelReader();
        Assert.False(reader.TryRead(out _));
        ValueTask<bool> ready = reader.WaitToReadAsync();
        Assert.False(ready.IsCompleted);
        tx.Send(1);
        Assert.True(await ready.AsTask().WaitAsync(TestThread.Patience));
        Assert.True(reader.TryPeek(out int value));
        Assert.Equal(1, value);
        Assert.Equal(1, reader.Count);
        Assert.True(reader.TryRead(out value));
        ValueTask<int> read = reader.ReadAsync();
        tx.Send(2);
        Assert.Equal(2, await read.AsTask().WaitAsync(TestThread.Patience));
        tx.Send(3);
        tx.Dispose();
        Assert.False(reader.Completion.IsCompleted);
        var rest = new List<int>();
        await foreach (int next in reader.ReadAllAsync())
            rest.Add(next);
        Assert.Equal([3], rest);
        await reader.Completion.WaitAsync(TestThread.Patience);
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await reader.ReadAsync());
    }

    [Fact]
    public async Task A_reader_gives_the_error_and_loses_nothing_to_a_cancellation()
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        ChannelReader<int> reader = rx.AsChannelReader();
        using var source = new CancellationTokenSource();
        ValueTask<bool> ready = reader.WaitToReadAsync(source.Token);
        ValueTask<int> read = reader.ReadAsync(source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ready);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
        tx.Send(1);
        tx.Close(new IOException("broken"));
        Assert.Equal(1, await reader.ReadAsync());
        await Assert.ThrowsAsync<IOException>(async () => await reader.WaitToReadAsync());
        await Assert.ThrowsAsync<IOException>(() => reader.Completion);
    }

    [Fact]
    public async Task A_sender_serves_as_a_writer()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        ChannelWriter<int> writer = tx.AsChannelWriter();
        Assert.True(await writer.WaitToWriteAsync());
        Assert.True(writer.TryWrite(1));
        Assert.False(writer.TryWrite(2));
        ValueTask<bool> first = writer.WaitToWriteAsync();
        ValueTask<bool> second = writer.WaitToWriteAsync();
        ValueTask sent = tx.SendAsync(2);
        Assert.False(first.IsCompleted);
        // The wake goes on from one to the next, to the one who uses the room.
        Assert.Equal(1, rx.Receive());
        await sent.AsTask().WaitAsync(TestThread.Patience);
        Assert.True(await first.AsTask().WaitAsync(TestThread.Patience));
        Assert.True(await second.AsTask().WaitAsync(TestThread.Patience));
        Assert.Equal(2, rx.Receive());
        await writer.WriteAsync(3);
        using var source = new CancellationTokenSource();
        ValueTask<bool> cancelled = writer.WaitToWriteAsync(source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);
        Assert.True(writer.TryComplete(new IOException("broken")));
        Assert.False(writer.TryComplete());
        Assert.False(writer.TryWrite(4));
        Assert.False(await writer.WaitToWriteAsync());
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await writer.WriteAsync(4));
        Assert.Equal(3, rx.Receive());
        Assert.IsType<IOException>(Assert.Throws<ChannelDisconnectedException>(() => rx.Receive()).InnerException);
    }

    [Fact]
    public async Task Sequences_go_in_and_come_out()
    {
        var (tx, rx) = Channel.Bounded<int>(2);
        Task pump = tx.SendAllAsync(Numbers(100));
        for (int i = 0; i < 100; i++)
            Assert.Equal(i, await rx.ReceiveAsync());
        await pump.WaitAsync(TestThread.Patience);
        using Receiver<int> other = Numbers(50).ToReceiver(3);
        Assert.Equal(Enumerable.Range(0, 50), other);
        var theirs = System.Threading.Channels.Channel.CreateUnbounded<int>();
        theirs.Writer.TryWrite(1);
        theirs.Writer.Complete(new IOException("theirs"));
        using Receiver<int> ours = theirs.Reader.ToReceiver(0);
        Assert.Equal(1, ours.Receive());
        Assert.IsType<IOException>(Assert.Throws<ChannelDisconnectedException>(() => ours.Receive()).InnerException);
    }

    [Fact]
    public async Task A_sequence_ends_when_nobody_receives_and_its_values_are_disposed()
    {
        var made = new List<Item>();
        var ended = new TaskCompletionSource();
        Receiver<Item> rx = Items(made, ended).ToReceiver(1);
        Item first = await rx.ReceiveAsync();
        rx.Dispose();
        await ended.Task.WaitAsync(TestThread.Patience);
        Assert.Equal(0, first.Disposals);
        Assert.All(made.Skip(1), static item => Assert.Equal(1, item.Disposals));
    }

    private static async IAsyncEnumerable<int> Numbers(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    private static async IAsyncEnumerable<Item> Items(List<Item> made, TaskCompletionSource ended)
    {
        try
        {
            while (true)
            {
                await Task.Yield();
                made.Add(new Item());
                yield return made[^1];
            }
        }
        finally
        {
            ended.SetResult();
        }
    }
}
