using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class CountLatchTests
{
    [Fact]
    public void Is_set_by_the_decrement_that_reaches_zero()
    {
        var latch = new CountLatch(2);
        latch.Increment();
        Assert.Equal(3, latch.Count);
        Assert.False(latch.Decrement());
        Assert.False(latch.Decrement());
        Assert.False(latch.IsSet);
        Assert.False(latch.Wait(TimeSpan.Zero));
        Assert.True(latch.Decrement());
        Assert.True(latch.IsSet);
        latch.Wait();
        Assert.True(latch.Wait(TimeSpan.Zero));
        Assert.True(latch.Wait(Deadline.Never));
        Assert.True(latch.WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void Starts_set_with_a_count_of_zero() => Assert.True(new CountLatch(0).IsSet);

    [Fact]
    public void A_negative_count_is_refused_with_the_remedy()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new CountLatch(-1));
        Assert.Equal("count", exception.ParamName);
        Assert.Contains("zero for a latch that is set", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Incrementing_from_zero_is_refused_with_the_remedy()
    {
        var latch = new CountLatch(1);
        latch.Decrement();
        Assert.False(latch.TryIncrement());
        var exception = Assert.Throws<InvalidOperationException>(() => latch.Increment());
        Assert.Contains("start with one for the thread that hands out the work", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, latch.Count);
        Assert.True(latch.IsSet);
    }

    [Fact]
    public void Decrementing_below_zero_is_refused_with_the_remedy()
    {
        var latch = new CountLatch(0);
        var exception = Assert.Throws<InvalidOperationException>(() => latch.Decrement());
        Assert.Contains("once for each count", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, latch.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void An_amount_below_one_is_refused(int amount)
    {
        var latch = new CountLatch(1);
        Assert.Equal("amount", Assert.Throws<ArgumentOutOfRangeException>(() => latch.Increment(amount)).ParamName);
        Assert.Equal("amount", Assert.Throws<ArgumentOutOfRangeException>(() => latch.TryIncrement(amount)).ParamName);
        Assert.Equal(1, latch.Count);
    }

    [Fact]
    public void A_count_that_would_overflow_is_refused_and_unchanged()
    {
        var latch = new CountLatch(int.MaxValue - 1);
        latch.Increment();
        Assert.Throws<OverflowException>(() => latch.Increment());
        Assert.Throws<OverflowException>(() => latch.Increment(int.MaxValue));
        Assert.Equal(int.MaxValue, latch.Count);
    }

    [Fact]
    public void A_negative_timeout_is_refused() =>
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => new CountLatch(1).Wait(TimeSpan.FromDays(-1))).ParamName);

    [Fact]
    public async Task Work_that_starts_more_work_is_waited_for_to_the_last_item()
    {
        var latch = new CountLatch(1);
        int done = 0;
        Spawn(8);
        Task wait = latch.WaitAsync();
        latch.Decrement();
        await wait.WaitAsync(TestThread.Patience);
        Assert.Equal((1 << 9) - 1, done);

        void Spawn(int depth)
        {
            latch.Increment();
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (depth > 0)
                {
                    Spawn(depth - 1);
                    Spawn(depth - 1);
                }
                Interlocked.Increment(ref done);
                latch.Decrement();
            });
        }
    }

    [Fact]
    public void Exactly_one_of_many_threads_reaches_zero()
    {
        const int Threads = 4;
        const int Turns = 20_000;
        var latch = new CountLatch(Threads * Turns);
        int last = 0;
        TestThread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => TestThread.Start(() =>
        {
            for (int i = 0; i < Turns; i++)
            {
                latch.Increment();
                latch.Decrement();
                if (latch.Decrement())
                    Interlocked.Increment(ref last);
            }
        }))];
        Assert.True(latch.Wait(TestThread.Patience));
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Equal(1, last);
    }
}
