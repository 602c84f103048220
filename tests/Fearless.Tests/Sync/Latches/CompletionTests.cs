using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class CompletionTests
{
    private sealed class CountingWaiter : Waiter
    {
        public int Woken { get; private set; }

        protected override void Wake() => Woken++;
    }

    private Completion _stack;

    [Fact]
    public void Closing_signals_everyone_once_and_refuses_the_next()
    {
        CountingWaiter[] waiters = Push(3);
        Assert.True(_stack.Set());
        Assert.False(_stack.Set());
        Assert.True(_stack.IsSet);
        Assert.All(waiters, static waiter => Assert.Equal(1, waiter.Woken));

        var late = new CountingWaiter();
        Assert.False(_stack.TryRegister(late));
        Assert.Equal(0, late.Woken);
    }

    [Theory]
    [InlineData(0b000)]
    [InlineData(0b001)]
    [InlineData(0b010)]
    [InlineData(0b100)]
    [InlineData(0b011)]
    [InlineData(0b101)]
    [InlineData(0b110)]
    [InlineData(0b111)]
    public void A_sweep_unlinks_the_abandoned_and_keeps_the_others(int abandoned)
    {
        CountingWaiter[] waiters = Push(3);
        for (int i = 0; i < 3; i++)
        {
            if ((abandoned >> i & 1) != 0)
                Assert.True(waiters[i].TryAbandon());
        }

        _stack.Sweep();

        Assert.Equal(3 - int.PopCount(abandoned), _stack.Count);
        _stack.Set();
        for (int i = 0; i < 3; i++)
            Assert.Equal(1 - (abandoned >> i & 1), waiters[i].Woken);
    }

    [Fact]
    public void A_waiter_is_either_signalled_or_abandoned()
    {
        CountingWaiter[] waiters = Push(2);
        Assert.True(waiters[0].TryAbandon());
        Assert.False(waiters[0].TryAbandon());
        _stack.Set();
        Assert.False(waiters[1].TryAbandon());
        Assert.True(waiters[0].IsAbandoned && !waiters[0].IsSignalled);
        Assert.True(waiters[1].IsSignalled && !waiters[1].IsAbandoned);
    }

    [Fact]
    public void Sweeping_after_the_close_does_nothing()
    {
        Push(1);
        _stack.Set();
        _stack.Sweep();
        Assert.True(_stack.IsSet);
    }

    private CountingWaiter[] Push(int count)
    {
        CountingWaiter[] waiters = [.. Enumerable.Range(0, count).Select(static _ => new CountingWaiter())];
        Assert.All(waiters, waiter => Assert.True(_stack.TryRegister(waiter)));
        Assert.Equal(count, _stack.Count);
        return waiters;
    }
}
