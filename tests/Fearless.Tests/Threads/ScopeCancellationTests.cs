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
}
