namespace Fearless.Tests.Threads;

public class ScopeCancellationTests
{
    [Fact]
    public void The_first_failure_of_a_thread_cancels_the_others_and_is_what_surfaces()
    {
        Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            scope.Spawn(scope.CancellationToken, static token =>
            {
                Assert.True(token.WaitHandle.WaitOne(Patience.Limit));
                token.ThrowIfCancellationRequested();
            });
            scope.Spawn(static () => throw new IOException());
        }));
    }

    [Fact]
    public void The_body_s_own_cancellation_does_not_hide_the_failure_that_caused_it()
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            CancellationToken token = scope.CancellationToken;
            scope.Spawn(static () => throw new IOException());
            Assert.True(token.WaitHandle.WaitOne(Patience.Limit));
            token.ThrowIfCancellationRequested();
        }));

        Assert.IsAssignableFrom<OperationCanceledException>(Assert.Single(caught.GetSuppressed()));
    }

    [Fact]
    public void A_failure_of_the_body_cancels_its_threads()
    {
        Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            scope.Spawn(scope.CancellationToken, static token => Assert.True(token.WaitHandle.WaitOne(Patience.Limit)));
            throw new IOException();
        }));
    }

    [Fact]
    public void A_token_that_is_asked_for_after_the_failure_is_cancelled()
    {
        Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            ScopedThread failing = scope.Spawn(static () => throw new IOException());
            Patience.Until(() => failing.IsFinished);
            Assert.True(scope.CancellationToken.IsCancellationRequested);
        }));
    }

    [Fact]
    public void The_caller_s_token_cancels_the_scope_s()
    {
        using var cancel = new CancellationTokenSource();

        ThreadScope.Run(
            scope =>
            {
                ScopedThread thread = scope.Spawn(scope.CancellationToken, static token => Assert.True(token.WaitHandle.WaitOne(Patience.Limit)));
                Assert.False(scope.CancellationToken.IsCancellationRequested);
                cancel.Cancel();
                thread.Join();
            },
            cancellationToken: cancel.Token);
    }

    [Fact]
    public void Nothing_runs_if_the_caller_s_token_is_cancelled_already()
    {
        bool ran = false;

        Assert.ThrowsAny<OperationCanceledException>(() => ThreadScope.Run(scope => { ran = true; }, cancellationToken: new CancellationToken(canceled: true)));

        Assert.False(ran);
    }

    [Fact]
    public void A_success_cancels_nothing()
    {
        CancellationToken token = ThreadScope.Run(static scope =>
        {
            scope.Spawn(static () => { }).Join();
            return scope.CancellationToken;
        });

        Assert.False(token.IsCancellationRequested);
    }

    [Fact]
    public void A_callback_that_throws_is_reported_with_the_failure()
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            scope.CancellationToken.Register(static () => throw new FormatException("callback"));
            throw new IOException("body");
        }));

        AggregateException reported = Assert.IsType<AggregateException>(Assert.Single(caught.GetSuppressed()));
        Assert.Equal("callback", Assert.Single(reported.InnerExceptions).Message);
    }

    [Fact]
    public void A_cancellation_through_a_linked_token_or_a_task_does_not_hide_the_failure_that_caused_it()
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            CancellationToken token = scope.CancellationToken;
            scope.Spawn(token, static token =>
            {
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
                Assert.True(linked.Token.WaitHandle.WaitOne(Patience.Limit));
                linked.Token.ThrowIfCancellationRequested();
            });
            scope.Spawn(token, static token => Assert.True(Task.Delay(Timeout.Infinite, token).Wait(Patience.Limit, CancellationToken.None)));
            scope.Spawn(static () => throw new IOException());
        }));

        Assert.Collection(
            caught.GetSuppressed(),
            static first => Assert.IsAssignableFrom<OperationCanceledException>(first),
            static second => Assert.IsType<AggregateException>(second));
    }

    [Fact]
    public void A_cancellation_with_a_failure_of_its_own_comes_before_a_bare_one()
    {
        OperationCanceledException caught = Assert.Throws<OperationCanceledException>(static () => ThreadScope.Run(static scope =>
        {
            Resource? resource = new(new IOException("disposal"));
            scope.Spawn(static () => throw new OperationCanceledException("bare"));
            scope.Spawn(Move.Of(ref resource), static _ => throw new OperationCanceledException("telling"));
        }));

        Assert.Equal("telling", caught.Message);
        Assert.Equal(["disposal", "bare"], caught.GetSuppressed().Select(static exception => exception.Message));
    }

    [Fact]
    public void A_scope_ends_while_a_callback_of_the_caller_s_cancellation_still_runs() => Patience.Ends(static () =>
    {
        using var cancel = new CancellationTokenSource();
        using var inCallback = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var canceller = new Thread(cancel.Cancel) { IsBackground = true };

        Assert.Throws<IOException>(() => ThreadScope.Run(
            scope =>
            {
                scope.CancellationToken.Register(() =>
                {
                    inCallback.Set();
                    // Like a lock that Run's caller holds: it comes free only after the scope has ended.
                    ended.Wait(Patience.Limit);
                });
                canceller.Start();
                inCallback.Await();
                Thread.CurrentThread.Interrupt();
                throw new IOException();
            },
            cancellationToken: cancel.Token));

        Assert.True(canceller.IsAlive);
        ended.Set();
        Assert.Throws<ThreadInterruptedException>(static () => Thread.Sleep(1));
        Assert.True(canceller.Join(Patience.Limit));
    });

    [Fact]
    public void A_callback_that_joins_the_thread_that_failed_is_told_so() => Patience.Ends(static () =>
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            using var go = new ManualResetEventSlim();
            ScopedThread failing = scope.Spawn(go, static go =>
            {
                go.Await();
                throw new IOException();
            });
            scope.CancellationToken.Register(() => failing.Join());
            go.Set();
            Patience.Until(() => failing.IsFinished);
        }));

        AggregateException callback = Assert.IsType<AggregateException>(Assert.Single(caught.GetSuppressed()));
        Assert.IsType<InvalidOperationException>(Assert.Single(callback.InnerExceptions));
    });
}
