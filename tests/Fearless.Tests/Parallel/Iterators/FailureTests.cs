namespace Fearless.Tests.Parallel.Iterators;

public class FailureTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_failure_is_rethrown_as_it_was_with_the_stack_trace_of_the_delegate()
    {
        var failure = Assert.Throws<FormatException>(static () => Enumerable.Range(0, 10_000).ToArray().Par().Select(FailAtSeventh).Sum());
        Assert.Equal("seven", failure.Message);
        Assert.Contains(nameof(FailAtSeventh), failure.StackTrace, StringComparison.Ordinal);
        Assert.Empty(failure.GetSuppressed());
    }

    [Fact]
    public void After_a_failure_the_other_workers_stop_soon()
    {
        int calls = 0;
        using var pool = new WorkerPool(2);
        Assert.Throws<FormatException>(() => Par.Range(0, int.MaxValue).On(pool).ForEach(index =>
        {
            Interlocked.Increment(ref calls);
            if (index == 100)
                throw new FormatException();
        }));
        Assert.InRange(calls, 1, 10_000_000);
    }

    [Fact]
    public void The_first_failure_in_time_wins_and_the_others_hang_on_it()
    {
        using var pool = new WorkerPool(2);
        using var bothRun = new Barrier(2);
        using var firstThrows = new ManualResetEventSlim();
        var failure = Assert.Throws<FormatException>(() => Par.Range(0, 2).On(pool).WithMaxLength(1).ForEach(index =>
        {
            Assert.True(bothRun.SignalAndWait(Deadline));
            if (index == 1)
            {
                firstThrows.Set();
                throw new FormatException();
            }
            Assert.True(firstThrows.Wait(Deadline));
            // The other worker has nothing left to do but to record its failure: a hundredth of a second is a thousand times what it takes.
            Thread.Sleep(10);
            throw new InvalidOperationException();
        }));
        Assert.IsType<InvalidOperationException>(Assert.Single(failure.GetSuppressed()));
    }

    [Fact]
    public void Everything_that_was_started_has_ended_when_the_failure_arrives()
    {
        using var pool = new WorkerPool(2);
        int running = 0;
        using var bothRun = new Barrier(2);
        Assert.Throws<FormatException>(() => Par.Range(0, 2).On(pool).WithMaxLength(1).ForEach(index =>
        {
            Interlocked.Increment(ref running);
            Assert.True(bothRun.SignalAndWait(Deadline));
            if (index == 0)
            {
                Interlocked.Decrement(ref running);
                throw new FormatException();
            }
            Thread.SpinWait(100_000);
            Interlocked.Decrement(ref running);
        }));
        Assert.Equal(0, running);
    }

    [Fact]
    public void A_failure_in_a_combining_function_is_a_failure_too() =>
        Assert.Throws<FormatException>(static () => Par.Range(0, 1000).WithMaxLength(10)
            .Aggregate(0, static (sum, x) => sum + x, static (_, _) => throw new FormatException()));

    [Fact]
    public void A_cancelled_token_throws_an_exception_that_carries_it()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        int calls = 0;
        var canceled = Assert.Throws<OperationCanceledException>(
            () => Par.Range(0, 10).WithCancellation(source.Token).ForEach(_ => Interlocked.Increment(ref calls)));
        Assert.Equal(source.Token, canceled.CancellationToken);
        Assert.Equal(0, calls);
        Assert.Throws<OperationCanceledException>(() => Array.Empty<int>().Par().WithCancellation(source.Token).ToArray());
    }

    [Fact]
    public void Cancelling_stops_a_loop_that_would_run_for_a_year()
    {
        using var source = new CancellationTokenSource();
        var canceled = Assert.Throws<OperationCanceledException>(() => Par.Range(0L, long.MaxValue).WithCancellation(source.Token).ForEach(index =>
        {
            if (index == 1000)
                source.Cancel();
        }));
        Assert.Equal(source.Token, canceled.CancellationToken);
    }

    [Fact]
    public void Cancelling_at_the_last_item_comes_too_late()
    {
        using var source = new CancellationTokenSource();
        using var pool = new WorkerPool(1);
        Assert.Equal(10, Par.Range(0, 10).On(pool).WithMinLength(10).WithCancellation(source.Token).Select(index =>
        {
            if (index == 9)
                source.Cancel();
            return index;
        }).Count());
    }

    [Fact]
    public void A_failure_wins_over_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<FormatException>(() => Par.Range(0, 10_000).WithCancellation(source.Token).ForEach(index =>
        {
            if (index != 0)
                return;
            source.Cancel();
            throw new FormatException();
        }));
    }

    [Fact]
    public void An_exception_of_another_token_is_a_failure_like_any_other()
    {
        var foreign = new OperationCanceledException("mine");
        Assert.Same(foreign, Assert.Throws<OperationCanceledException>(() => Par.Range(0, 100).ForEach(_ => throw foreign)));
    }

    [Fact]
    public void Any_stops_soon_after_the_first_match()
    {
        Assert.True(Par.Range(0L, long.MaxValue).Any(static x => x == 12_345));
        Assert.False(Par.Range(0L, long.MaxValue).All(static x => x != 12_345));
        Assert.True(Par.Range(0L, long.MaxValue).Any());
    }

    [Fact]
    public void A_list_that_is_changed_meanwhile_is_noticed_at_the_end()
    {
        List<int> list = [.. Enumerable.Range(0, 100)];
        using var pool = new WorkerPool(1);
        Assert.Throws<InvalidOperationException>(() => list.Par().On(pool).ForEach(x =>
        {
            if (x == 99)
                list[0] = 5;
        }));
        Assert.Throws<InvalidOperationException>(() => list.Par().On(pool).ForEach(x =>
        {
            if (x == 50)
                list.Clear();
        }));
    }

    private static int FailAtSeventh(int value) => value == 7 ? throw new FormatException("seven") : value;
}
