using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class LatchTests
{
    private readonly Latch _latch = new();

    [Fact]
    public void Set_opens_it_for_good()
    {
        Assert.False(_latch.IsSet);
        Assert.False(_latch.Wait(TimeSpan.Zero));
        _latch.Set();
        _latch.Set();
        Assert.True(_latch.IsSet);
        _latch.Wait();
        Assert.True(_latch.Wait(TimeSpan.Zero));
        Assert.True(_latch.Wait(Deadline.After(TimeSpan.Zero)));
        Assert.True(_latch.WaitAsync().IsCompletedSuccessfully);
        Assert.Equal(0, _latch.WaiterCount);
    }

    [Fact]
    public async Task Set_wakes_every_thread_and_every_task_that_waits()
    {
        int written = 0;
        TestThread[] threads = [.. Enumerable.Range(0, 4).Select(_ => TestThread.Start(() =>
        {
            _latch.Wait();
            Assert.Equal(42, written);
        }))];
        Task[] tasks = [.. Enumerable.Range(0, 4).Select(_ => _latch.WaitAsync())];
        Task<bool> timed = _latch.WaitAsync(TestThread.Patience);
        TestThread.Until(() => _latch.WaiterCount == 9, "all wait");

        written = 42;
        _latch.Set();

        Array.ForEach(threads, static thread => thread.Join());
        await Task.WhenAll(tasks).WaitAsync(TestThread.Patience);
        Assert.True(await timed.WaitAsync(TestThread.Patience));
    }

    [Fact]
    public void A_timeout_waits_at_least_its_time_and_leaves_nothing_behind()
    {
        TimeSpan timeout = TimeSpan.FromMilliseconds(20);
        long start = Stopwatch.GetTimestamp();
        Assert.False(_latch.Wait(timeout));
        Assert.True(Stopwatch.GetElapsedTime(start) >= timeout);
        Assert.Equal(0, _latch.WaiterCount);
    }

    [Fact]
    public async Task An_asynchronous_timeout_leaves_nothing_behind()
    {
        Assert.False(await _latch.WaitAsync(TimeSpan.FromMilliseconds(20)));
        Assert.False(await _latch.WaitAsync(TimeSpan.FromTicks(1)));
        Assert.False(await _latch.WaitAsync(TimeSpan.Zero));
        Assert.Equal(0, _latch.WaiterCount);
    }

    [Fact]
    public void Cancelling_ends_the_wait_of_a_thread_and_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        TestThread thread = TestThread.Start(() =>
            Assert.Equal(source.Token, Assert.Throws<OperationCanceledException>(() => _latch.Wait(TestThread.Patience, source.Token)).CancellationToken));
        TestThread.Until(() => _latch.WaiterCount == 1, "the thread waits");
        source.Cancel();
        thread.Join();
        Assert.Equal(0, _latch.WaiterCount);
    }

    [Fact]
    public async Task Cancelling_ends_an_asynchronous_wait_and_leaves_nothing_behind()
    {
        using var source = new CancellationTokenSource();
        Task wait = _latch.WaitAsync(source.Token);
        Assert.False(wait.IsCompleted);
        await source.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TestThread.Patience));
        Assert.Equal(source.Token, exception.CancellationToken);
        Assert.True(wait.IsCanceled);
        Assert.Equal(0, _latch.WaiterCount);
    }

    [Fact]
    public void A_token_that_is_cancelled_from_the_start_wins_even_when_set()
    {
        var cancelled = new CancellationToken(canceled: true);
        _latch.Set();
        Assert.Throws<OperationCanceledException>(() => _latch.Wait(cancelled));
        Assert.Throws<OperationCanceledException>(() => _latch.Wait(TimeSpan.Zero, cancelled));
        Assert.Throws<OperationCanceledException>(() => _latch.Wait(Deadline.Never, cancelled));
        Assert.True(_latch.WaitAsync(cancelled).IsCanceled);
        Assert.True(_latch.WaitAsync(TimeSpan.Zero, cancelled).IsCanceled);
    }

    [Fact]
    public void A_foreign_clock_ends_the_wait_of_a_thread()
    {
        var clock = new ManualClock();
        var deadline = Deadline.After(TimeSpan.FromHours(1), clock);
        TestThread thread = TestThread.Start(() => Assert.False(_latch.Wait(deadline)));
        TestThread.Until(() => clock.Armed == 1, "the timer is set");
        clock.Advance(TimeSpan.FromHours(1));
        thread.Join();
    }

    [Fact]
    public async Task A_foreign_clock_ends_an_asynchronous_wait_and_its_timer_goes()
    {
        var clock = new ManualClock();
        // Longer than a day, so that the timer has to be set several times.
        Task<bool> wait = _latch.WaitAsync(Deadline.After(TimeSpan.FromDays(3), clock));
        for (int day = 0; day < 3; day++)
        {
            Assert.Equal(1, clock.Armed);
            Assert.False(wait.IsCompleted);
            clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.False(await wait.WaitAsync(TestThread.Patience));
        Assert.Equal(0, clock.Alive);
    }

    [Fact]
    public async Task A_wait_that_succeeds_lets_its_timer_and_its_token_go()
    {
        var clock = new ManualClock();
        using var source = new CancellationTokenSource();
        Task<bool> wait = _latch.WaitAsync(Deadline.After(TimeSpan.FromHours(1), clock), source.Token);
        _latch.Set();
        Assert.True(await wait.WaitAsync(TestThread.Patience));
        Assert.Equal(0, clock.Alive);
        await source.CancelAsync();
        Assert.True(await wait);
    }

    [Fact]
    public async Task Continuations_run_neither_on_the_setter_nor_on_the_canceller_nor_on_the_clock()
    {
        var clock = new ManualClock();
        using var source = new CancellationTokenSource();
        Task<bool>[] onThePool =
        [
            IsOnThePool(_latch.WaitAsync()),
            IsOnThePool(new Latch().WaitAsync(source.Token)),
            IsOnThePool(new Latch().WaitAsync(Deadline.After(TimeSpan.FromSeconds(1), clock))),
        ];

        // A thread that is not of the pool.
        TestThread.Start(() =>
        {
            _latch.Set();
            source.Cancel();
            clock.Advance(TimeSpan.FromSeconds(1));
        }).Join();

        bool[] results = await Task.WhenAll(onThePool).WaitAsync(TestThread.Patience);
        Assert.Equal([true, true, true], results);

        static Task<bool> IsOnThePool(Task wait) => wait.ContinueWith(
            static _ => Thread.CurrentThread.IsThreadPoolThread, default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    [Fact]
    public void A_negative_timeout_is_refused_at_once()
    {
        TimeSpan negative = TimeSpan.FromSeconds(-2);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => _latch.Wait(negative)).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _latch.WaitAsync(negative); }).ParamName);
        Assert.Equal(0, _latch.WaiterCount);
    }

    [Fact]
    public void Waiting_on_a_latch_that_is_set_and_setting_it_allocate_nothing()
    {
        _latch.Set();
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            _latch.Set();
            _latch.Wait();
            _latch.Wait(TimeSpan.FromSeconds(1));
            _ = _latch.WaitAsync();
        }
    }

    [Fact]
    public void A_token_left_over_from_an_earlier_wait_ends_no_later_one()
    {
        // The library's waits share one parker a thread; a wake that comes too late must not be taken for the next event.
        ThreadParker.Current.Unparker.Unpark();
        Assert.False(_latch.Wait(TimeSpan.FromMilliseconds(20)));
    }
}
