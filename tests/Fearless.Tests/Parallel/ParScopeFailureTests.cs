using System.Runtime.CompilerServices;

namespace Fearless.Tests.Parallel;

public class ParScopeFailureTests
{
    [Theory]
    [MemberData(nameof(ParScopeTests.Kinds), MemberType = typeof(ParScopeTests))]
    public void What_the_body_throws_wins_after_every_job_ran_and_their_failures_hang_on_it(ScopeKind kind, int size) => PoolTest.Run(size, pool =>
    {
        int ran = 0;
        var caught = Assert.Throws<IOException>(() => ParScopeTests.Open(pool, kind, scope =>
        {
            for (int i = 0; i < 10; i++)
            {
                scope.Spawn(i, n =>
                {
                    Interlocked.Increment(ref ran);
                    if (n % 2 == 0)
                        throw new TimeoutException($"{n}");
                });
            }
            ThrowFromUserCode(new IOException("body"));
        }));
        Assert.Equal(10, ran);
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
        Assert.Equal(["0", "2", "4", "6", "8"], caught.GetSuppressed().Select(static failure => failure.Message).Order());
    });

    [Theory]
    [MemberData(nameof(ParScopeTests.Kinds), MemberType = typeof(ParScopeTests))]
    public void Of_several_jobs_that_throw_the_first_is_rethrown_as_it_was_and_the_others_hang_on_it(ScopeKind kind, int size) => PoolTest.Run(size, pool =>
    {
        int ran = 0;
        int failed = 0;
        var caught = Assert.Throws<IOException>(() => ParScopeTests.Open(pool, kind, scope =>
        {
            for (int i = 0; i < 10; i++)
            {
                scope.Spawn(() =>
                {
                    if (Interlocked.Increment(ref ran) % 2 == 0)
                        ThrowFromUserCode(new IOException($"{Interlocked.Increment(ref failed)}"));
                });
            }
        }));
        Assert.Equal(10, ran);
        Assert.Contains(nameof(ThrowFromUserCode), caught.StackTrace, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4", "5"], caught.GetSuppressed().Append(caught).Select(static failure => failure.Message).Order());
        if (size == 1)
            Assert.Equal("1", caught.Message);
    });

    [Fact]
    public void A_failure_that_was_received_by_joining_is_not_thrown_again() => PoolTest.Run(2, pool =>
    {
        pool.Scope(static scope =>
        {
            JobHandle handle = scope.Spawn(static () => throw new IOException());
            Assert.Throws<IOException>(() => handle.Join());
            Assert.Throws<IOException>(() => handle.Join());
        });
        var caught = Assert.Throws<TimeoutException>(() => pool.Scope(static scope =>
        {
            JobHandle joined = scope.Spawn(static () => throw new IOException());
            scope.Spawn(static () => throw new TimeoutException());
            Assert.Throws<IOException>(() => joined.Join());
        }));
        Assert.Empty(caught.GetSuppressed());
    });

    [Fact]
    public void A_task_of_a_job_that_nobody_awaits_hides_no_failure() => PoolTest.Run(2, pool =>
    {
        var thrown = new IOException();
        Assert.Same(thrown, Assert.Throws<IOException>(() => pool.Scope(scope => { _ = scope.Spawn(() => throw thrown).AsTask(); })));
    });

    [Fact]
    public void The_first_failure_cancels_the_token() => PoolTest.Run(2, pool => Assert.Throws<IOException>(() => pool.Scope(scope =>
    {
        CancellationToken token = scope.CancellationToken;
        Assert.False(token.IsCancellationRequested);
        scope.Spawn(() => PoolTest.Until(() => token.IsCancellationRequested, "the sibling's failure cancels the token"));
        scope.Spawn(static () => throw new IOException());
    })));

    [Fact]
    public void A_token_that_is_asked_for_after_a_job_failed_is_cancelled() => PoolTest.Run(1, pool => Assert.Throws<IOException>(() => pool.Scope(scope =>
    {
        JobHandle failing = scope.Spawn(static () => throw new IOException("a"));
        scope.Spawn(failing, static _ => { }).Join();
        PoolTest.Until(
            () =>
            {
                Par.YieldNow();
                return failing.IsCompleted;
            },
            "the job failed");
        Assert.True(scope.CancellationToken.IsCancellationRequested);
    })));

    [Fact]
    public void A_token_that_is_asked_for_after_the_body_failed_is_cancelled() => PoolTest.Run(1, pool =>
    {
        bool cancelled = false;
        Assert.Throws<IOException>(() => pool.Scope(scope =>
        {
            scope.Spawn(inner => { cancelled = inner.CancellationToken.IsCancellationRequested; });
            throw new IOException();
        }));
        Assert.True(cancelled);
    });

    [Fact]
    public void What_a_callback_of_the_token_throws_hangs_on_the_failure_that_cancelled_it() => PoolTest.Run(2, static pool =>
    {
        var caught = Assert.Throws<IOException>(() => pool.Scope(static scope =>
        {
            scope.CancellationToken.Register(static () => throw new TimeoutException());
            scope.Spawn(static () => throw new IOException());
        }));
        Assert.IsType<TimeoutException>(Assert.IsType<AggregateException>(Assert.Single(caught.GetSuppressed())).InnerException);
    });

    [Fact]
    public void What_a_callback_of_the_token_throws_is_thrown_when_the_failure_that_cancelled_it_was_received() => PoolTest.Run(1, static pool =>
    {
        var caught = Assert.Throws<AggregateException>(() => pool.Scope(static scope =>
        {
            scope.CancellationToken.Register(static () => throw new TimeoutException());
            JobHandle failing = scope.Spawn(static () => throw new IOException());
            Assert.Throws<IOException>(() => failing.Join());
        }));
        Assert.IsType<TimeoutException>(caught.InnerException);
    });

    [Fact]
    public void A_scope_ends_while_a_callback_of_the_caller_s_cancellation_still_runs() => PoolTest.Run(1, static pool =>
    {
        using var cancel = new CancellationTokenSource();
        using var inCallback = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var canceller = new Thread(cancel.Cancel) { IsBackground = true };
        pool.InPlaceScope(
            scope =>
            {
                scope.CancellationToken.Register(() =>
                {
                    inCallback.Set();
                    // Like a lock that the scope's caller holds: it comes free only after the scope has ended.
                    PoolTest.Await(ended, "the scope has ended");
                });
                canceller.Start();
                PoolTest.Await(inCallback, "the callback runs");
            },
            cancel.Token);
        Assert.True(canceller.IsAlive);
        ended.Set();
        canceller.Join();
    });

    [Fact]
    public void The_callers_token_cancels_that_of_the_scope() => PoolTest.Run(2, pool =>
    {
        using var source = new CancellationTokenSource();
        bool seen = false;
        pool.Scope(
            scope =>
            {
                CancellationToken token = scope.CancellationToken;
                scope.Spawn(() => seen = token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20)));
                source.Cancel();
            },
            source.Token);
        Assert.True(seen);
    });

    [Fact]
    public void A_cancellation_does_not_hide_the_failure_that_caused_it() => PoolTest.Run(2, pool =>
    {
        var failure = Assert.Throws<IOException>(() => pool.Scope(static scope =>
        {
            CancellationToken token = scope.CancellationToken;
            scope.Spawn(() =>
            {
                token.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
                token.ThrowIfCancellationRequested();
            });
            scope.Spawn(static () => throw new IOException());
        }));
        Assert.IsType<OperationCanceledException>(Assert.Single(failure.GetSuppressed()));
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowFromUserCode(Exception exception) => throw exception;
}
