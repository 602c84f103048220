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

    [Theory]
    [InlineData("bounded 2")]
    [InlineData("unbounded")]
    [InlineData("rendezvous")]
    [InlineData("broadcast 3")]
    [InlineData("priority 3")]
    public async Task All_who_wait_to_read_are_told_of_a_value_that_one_of_them_keeps(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        ChannelReader<int> reader = rx.AsChannelReader();
        Task<bool>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => reader.WaitToReadAsync().AsTask())];
        Task<int> reading = reader.ReadAsync().AsTask();
        tx.Send(1);
        // None of them reads it, but the one that waits for a value and not for the news of one.
        Assert.Equal(1, await reading.WaitAsync(TestThread.Patience));
        Assert.All(await Task.WhenAll(waiting).WaitAsync(TestThread.Patience), Assert.True);
        Assert.False(reader.TryRead(out _));
        Task<bool> first = reader.WaitToReadAsync().AsTask();
        Task<bool> second = reader.WaitToReadAsync().AsTask();
        tx.Send(2);
        Assert.True(await first.WaitAsync(TestThread.Patience));
        Assert.True(await second.WaitAsync(TestThread.Patience));
        Assert.True(reader.TryRead(out int value));
        Assert.Equal(2, value);
        Task<bool> last = reader.WaitToReadAsync().AsTask();
        Task<int> lastRead = reader.ReadAsync().AsTask();
        tx.Dispose();
        Assert.False(await last.WaitAsync(TestThread.Patience));
        await Assert.ThrowsAsync<ChannelClosedException>(() => lastRead.WaitAsync(TestThread.Patience));
        await reader.Completion.WaitAsync(TestThread.Patience);
    }

    [Theory]
    [InlineData("bounded 2")]
    [InlineData("rendezvous")]
    public async Task While_a_value_is_unread_nobody_is_told_of_the_end(string flavor)
    {
        for (int round = 0; round < 500; round++)
        {
            var (tx, rx) = Flavors.Create<int>(flavor);
            ChannelReader<int> reader = rx.AsChannelReader();
            Task<bool> waiting = reader.WaitToReadAsync().AsTask();
            tx.Send(7);
            tx.Dispose();
            // The wait goes on by another thread, later than this one looks.
            Assert.True(await reader.WaitToReadAsync().AsTask().WaitAsync(TestThread.Patience));
            Assert.True(await waiting.WaitAsync(TestThread.Patience));
            Assert.False(reader.Completion.IsCompleted);
            Assert.True(reader.TryRead(out int value) && value == 7);
            Assert.False(await reader.WaitToReadAsync().AsTask().WaitAsync(TestThread.Patience));
        }
    }

    [Fact]
    public async Task Many_who_wait_and_read_in_any_way_get_every_value_once()
    {
        var (tx, rx) = Channel.Bounded<int>(3);
        ChannelReader<int> reader = rx.AsChannelReader();
        Task<List<int>>[] readers = [.. Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var mine = new List<int>();
            using var source = new CancellationTokenSource();
            while (true)
            {
                try
                {
                    if (n % 2 == 0)
                    {
                        mine.Add(await reader.ReadAsync(source.Token));
                    }
                    else
                    {
                        if (!await reader.WaitToReadAsync(source.Token))
                            return mine;
                        reader.TryPeek(out _);
                        if (reader.TryRead(out int value))
                            mine.Add(value);
                    }
                }
                catch (ChannelClosedException)
                {
                    return mine;
                }
            }
        }))];
        for (int i = 0; i < 20_000; i++)
            await tx.SendAsync(i);
        tx.Dispose();
        List<int>[] read = await Task.WhenAll(readers).WaitAsync(TestThread.Patience);
        Assert.Equal(Enumerable.Range(0, 20_000), read.SelectMany(static part => part).Order());
    }

    [Fact]
    public void A_writer_is_completed_by_one_of_many()
    {
        for (int round = 0; round < 300; round++)
        {
            ChannelWriter<int> writer = Channel.Unbounded<int>().Sender.AsChannelWriter();
            int completed = 0;
            using var gate = new Barrier(2);
            TestThread[] threads = [.. Enumerable.Range(0, 2).Select(n => TestThread.Start(() =>
            {
                gate.SignalAndWait(TestThread.Patience);
                if (writer.TryComplete(n == 0 ? new IOException() : null))
                    Interlocked.Increment(ref completed);
            }))];
            foreach (TestThread thread in threads)
                thread.Join();
            Assert.Equal(1, completed);
        }
    }

    [Fact]
    public async Task What_is_sent_goes_to_a_writer_of_the_platform()
    {
        var theirs = System.Threading.Channels.Channel.CreateBounded<int>(2);
        Sender<int> tx = theirs.Writer.ToSender(1);
        Task<int[]> read = Task.Run(async () => await theirs.Reader.ReadAllAsync().ToArrayAsync());
        for (int i = 0; i < 100; i++)
            await tx.SendAsync(i);
        tx.Dispose();
        Assert.Equal(Enumerable.Range(0, 100), await read.WaitAsync(TestThread.Patience));
        await theirs.Reader.Completion.WaitAsync(TestThread.Patience);
        Assert.Throws<ArgumentNullException>("writer", () => ((ChannelWriter<int>)null!).ToSender(1));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => theirs.Writer.ToSender(-1));
    }

    [Fact]
    public async Task The_error_of_either_side_of_a_writer_comes_to_the_other()
    {
        var theirs = System.Threading.Channels.Channel.CreateUnbounded<Item>();
        Sender<Item> tx = theirs.Writer.ToSender(4);
        var error = new IOException("ours");
        tx.Send(new Item());
        tx.Close(error);
        Assert.True(await theirs.Reader.WaitToReadAsync().AsTask().WaitAsync(TestThread.Patience));
        Assert.True(theirs.Reader.TryRead(out _));
        Assert.Same(error, await Assert.ThrowsAsync<IOException>(() => theirs.Reader.Completion.WaitAsync(TestThread.Patience)));
        tx.Dispose();

        theirs = System.Threading.Channels.Channel.CreateUnbounded<Item>();
        tx = theirs.Writer.ToSender(4);
        error = new IOException("theirs");
        theirs.Writer.Complete(error);
        Item[] items = [new(), new()];
        var kept = new Item();
        tx.Send(items[0]);
        tx.TrySend(items[1]);
        TestThread.Until(() => tx.TrySend(kept) == SendResult.Disconnected, "the channel is closed");
        Assert.Same(error, tx.CloseError);
        TestThread.Until(() => items[0].Disposals == 1, "it is disposed");
        tx.Dispose();
    }

    [Fact]
    public async Task A_sequence_that_is_sent_fails_is_cancelled_and_learns_that_nobody_receives()
    {
        var (tx, rx) = Channel.Bounded<Item>(1);
        var made = new List<Item>();
        await Assert.ThrowsAsync<IOException>(() => tx.SendAllAsync(Failing()).WaitAsync(TestThread.Patience));
        Assert.Equal(0, rx.Receive().Disposals);
        using var source = new CancellationTokenSource();
        var ended = new TaskCompletionSource();
        Task cancelled = tx.SendAllAsync(Items(made, ended), source.Token);
        Item first = await rx.ReceiveAsync();
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(TestThread.Patience));
        await ended.Task.WaitAsync(TestThread.Patience);
        // The others are in the channel, or were in the task's hand.
        var rest = rx.TryReceiveAll().ToList();
        Assert.All(made, item => Assert.Equal(item == first || rest.Contains(item) ? 0 : 1, item.Disposals));
        made.Clear();
        ended = new TaskCompletionSource();
        Task left = tx.SendAllAsync(Items(made, ended));
        first = await rx.ReceiveAsync();
        rx.Dispose();
        await Assert.ThrowsAsync<ChannelDisconnectedException>(() => left.WaitAsync(TestThread.Patience));
        await ended.Task.WaitAsync(TestThread.Patience);
        Assert.All(made, item => Assert.Equal(item == first ? 0 : 1, item.Disposals));
        Assert.Throws<ArgumentNullException>("source", () => { _ = tx.SendAllAsync(null!); });

        static async IAsyncEnumerable<Item> Failing()
        {
            yield return new Item();
            await Task.Yield();
            throw new IOException("the source");
        }
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
        Assert.False(writer.TryComplete(new IOException("too late")));
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
