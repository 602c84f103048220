using Fearless.Sync;

namespace Fearless.Tests.Sync.Cells;

public class OnceCellTests
{
    [Fact]
    public async Task Of_many_threads_and_tasks_one_makes_the_value_and_all_have_it()
    {
        for (int round = 0; round < 50; round++)
        {
            var cell = new OnceCell<object>();
            int made = 0;
            using var start = new Barrier(6);
            TestThread[] threads =
            [
                .. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
                {
                    start.SignalAndWait(TestThread.Patience);
                    Assert.Same(cell.GetOrInit(Make), cell.Get());
                })),
                .. Enumerable.Range(0, 2).Select(_ => TestThread.Start(() =>
                {
                    start.SignalAndWait(TestThread.Patience);
                    Assert.Same(cell.Wait(), cell.Get());
                })),
            ];
            object[] values = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                start.SignalAndWait(TestThread.Patience);
                return await cell.GetOrInitAsync(async _ =>
                {
                    await Task.Yield();
                    return Make();
                });
            }))).WaitAsync(TestThread.Patience);
            foreach (TestThread thread in threads)
                thread.Join();
            Assert.Equal(1, made);
            Assert.All(values, value => Assert.Same(cell.Get(), value));
            Assert.False(cell.Core.HasWaiters);

            object Make()
            {
                Interlocked.Increment(ref made);
                return new object();
            }
        }
    }

    [Fact]
    public async Task When_one_fails_its_caller_learns_of_it_and_the_next_tries()
    {
        var cell = new OnceCell<int>();
        var first = new TaskCompletionSource<int>();
        var second = new TaskCompletionSource<int>();
        Task<int> failing = cell.GetOrInitAsync(_ => new ValueTask<int>(first.Task)).AsTask();
        Task<int> cancelled = cell.GetOrInitAsync(_ => new ValueTask<int>(second.Task)).AsTask();
        Task<int> next = cell.GetOrInitAsync(static _ => new ValueTask<int>(3)).AsTask();
        Task<int> last = cell.GetOrInitAsync(static _ => throw new InvalidOperationException("It is there.")).AsTask();
        Assert.False(next.IsCompleted);
        first.SetException(new FormatException("1"));
        Assert.Equal("1", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.False(cell.IsSet);
        second.SetCanceled();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(cancelled.IsCanceled);
        Assert.Equal(3, await next.WaitAsync(TestThread.Patience));
        Assert.Equal(3, await last.WaitAsync(TestThread.Patience));

        var other = new OnceCell<int>();
        using var hang = new CancellationTokenSource(TestThread.Patience);
        Assert.Throws<FormatException>(() => other.GetOrInit(static () => throw new FormatException()));
        await Assert.ThrowsAsync<FormatException>(async () => await other.GetOrInitAsync(static _ => throw new FormatException(), hang.Token));
        Assert.Equal(4, other.GetOrInit(static () => 4, hang.Token));
        Assert.Equal(4, other.GetOrInit(static () => throw new FormatException()));
    }

    [Fact]
    public async Task Who_is_cancelled_while_another_makes_the_value_leaves_its_place()
    {
        var cell = new OnceCell<int>();
        var made = new TaskCompletionSource<int>();
        using var source = new CancellationTokenSource();
        Task<int> making = cell.GetOrInitAsync(_ => new ValueTask<int>(made.Task)).AsTask();
        Task<int> task = cell.GetOrInitAsync(static _ => new ValueTask<int>(2), source.Token).AsTask();
        Task<int> waiting = cell.WaitAsync(source.Token).AsTask();
        TestThread thread = TestThread.Start(
            () => Assert.Throws<OperationCanceledException>(() => cell.GetOrInit(static () => 3, source.Token)));
        TestThread second = TestThread.Start(() => Assert.Throws<OperationCanceledException>(() => cell.Wait(source.Token)));
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        thread.Join();
        second.Join();
        Assert.False(cell.Core.HasWaiters);
        made.SetResult(1);
        Assert.Equal(1, await making);
        // Before anything else, also when the value is there.
        Assert.Throws<OperationCanceledException>(() => cell.GetOrInit(static () => 3, source.Token));
        Assert.True(cell.GetOrInitAsync(static _ => new ValueTask<int>(2), source.Token).IsCanceled);
        Assert.True(cell.WaitAsync(source.Token).IsCanceled);
    }

    [Fact]
    public async Task It_is_set_once_and_not_while_somebody_makes_the_value()
    {
        var cell = new OnceCell<int>();
        var made = new TaskCompletionSource<int>();
        Task<int> making = cell.GetOrInitAsync(_ => new ValueTask<int>(made.Task)).AsTask();
        Assert.False(cell.TrySet(1));
        Assert.False(cell.IsSet);
        made.SetException(new FormatException());
        await Assert.ThrowsAsync<FormatException>(() => making);
        Assert.True(cell.TrySet(2));
        Assert.False(cell.TrySet(3));
        Assert.Equal(2, cell.Get());
        Assert.Equal(2, await cell.GetOrInitAsync(static _ => throw new FormatException()));
        Assert.True(new OnceCell<int>(5).TryGet(out int value));
        Assert.Equal(5, value);
        Assert.False(new OnceCell<int>(5).TrySet(6));
    }

    [Fact]
    public async Task Who_only_waits_makes_no_value_and_gives_up_in_time()
    {
        var clock = new ManualClock();
        var cell = new OnceCell<string>();
        Assert.Throws<InvalidOperationException>(() => cell.Get());
        Assert.False(cell.TryGet(out string? missing));
        Assert.Null(missing);
        Assert.False(cell.TryWait(TimeSpan.Zero, out _));
        Assert.False(cell.TryWait(TimeSpan.FromMilliseconds(2), out _));
        Assert.False(await cell.TryWaitAsync(TimeSpan.FromMilliseconds(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => cell.TryWait(TimeSpan.FromSeconds(-2), out _));
        Task<bool> late = cell.TryWaitAsync(Deadline.After(TimeSpan.FromSeconds(1), clock)).AsTask();
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await late);

        Task<string> waiting = cell.WaitAsync().AsTask();
        Task<bool> inTime = cell.TryWaitAsync(TestThread.Patience).AsTask();
        TestThread thread = TestThread.Start(() =>
        {
            Assert.True(cell.TryWait(TestThread.Patience, out string? value));
            Assert.Equal("a", value);
        });
        Assert.True(cell.TrySet("a"));
        Assert.Equal("a", await waiting);
        Assert.True(await inTime);
        thread.Join();
        Assert.Equal("a", cell.Wait());
        Assert.Equal("a", await cell.WaitAsync());
    }

    [Fact]
    public async Task The_value_is_made_where_the_context_of_its_caller_says()
    {
        var cell = new OnceCell<SynchronizationContext?>();
        var first = new TaskCompletionSource<SynchronizationContext?>();
        Task failing = cell.GetOrInitAsync(_ => new ValueTask<SynchronizationContext?>(first.Task)).AsTask();
        var context = new Context();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task<SynchronizationContext?> second = cell.GetOrInitAsync(static _ => new(SynchronizationContext.Current)).AsTask();
        SynchronizationContext.SetSynchronizationContext(before);
        first.SetException(new FormatException());
        await Assert.ThrowsAsync<FormatException>(() => failing);
        Assert.Same(context, await second);
    }

    [Fact]
    public void A_value_cannot_be_made_by_nothing()
    {
        var cell = new OnceCell<int>();
        Assert.Equal("initialize", Assert.Throws<ArgumentNullException>(() => cell.GetOrInit(null!)).ParamName);
        Assert.Equal("initialize", Assert.Throws<ArgumentNullException>(() => { _ = cell.GetOrInitAsync(null!); }).ParamName);
    }

    private sealed class Context : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ =>
        {
            SetSynchronizationContext(this);
            d(state);
        });
    }
}
