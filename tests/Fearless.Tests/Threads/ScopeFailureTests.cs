namespace Fearless.Tests.Threads;

public class ScopeFailureTests
{
    [Fact]
    public void The_first_unjoined_failure_in_spawn_order_surfaces_and_the_others_hang_on_it()
    {
        using var secondFailed = new ManualResetEventSlim();

        IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            ScopedThread? second = null;
            using var assigned = new ManualResetEventSlim();
            scope.Spawn(() =>
            {
                assigned.Await();
                Patience.Until(() => second!.IsFinished);
                throw new IOException("first spawned, last failed");
            });
            second = scope.Spawn(static () => throw new FormatException("second"));
            scope.Spawn(static () => throw new TimeoutException("third"));
            assigned.Set();
            Patience.Until(() => second.IsFinished);
        }));

        Assert.Equal("first spawned, last failed", caught.Message);
        Assert.Equal(["second", "third"], caught.GetSuppressed().Select(static exception => exception.Message));
    }

    [Fact]
    public void The_body_s_own_exception_wins_and_every_thread_has_ended()
    {
        using var go = new ManualResetEventSlim();
        bool ended = false;

        IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            scope.Spawn(static () => throw new FormatException("child"));
            scope.Spawn(() =>
            {
                go.Await();
                Volatile.Write(ref ended, true);
            });
            go.Set();
            throw new IOException("body");
        }));

        Assert.True(ended);
        Assert.Equal("child", Assert.Single(caught.GetSuppressed()).Message);
        Assert.Contains(nameof(The_body_s_own_exception_wins_and_every_thread_has_ended), caught.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_the_body_joined_and_let_through_is_reported_once()
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
            scope.Spawn(static () => throw new IOException()).Join()));

        Assert.Empty(caught.GetSuppressed());
    }

    [Fact]
    public void A_thread_s_own_exception_surfaces_with_its_own_stack()
    {
        IOException caught = Assert.Throws<IOException>(static () => ThreadScope.Run(static scope => { scope.Spawn(Thrower); }));

        Assert.Contains(nameof(Thrower), caught.StackTrace, StringComparison.Ordinal);

        static void Thrower() => throw new IOException();
    }

    [Fact]
    public void A_result_is_not_lost_because_another_thread_failed()
    {
        ScopedThread<int>? kept = null;

        Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            scope.Spawn(static () => throw new IOException());
            kept = scope.Spawn(static () => 9);
        }));

        Assert.Equal(9, kept!.Join());
    }

    [Fact]
    public void A_failure_of_a_nested_spawn_surfaces_at_the_end_of_the_scope()
    {
        Assert.Throws<IOException>(static () => ThreadScope.Run(static scope =>
        {
            scope.Spawn(static scope => { scope.Spawn(static () => throw new IOException()); });
        }));
    }

    [Fact]
    public void One_exception_object_thrown_by_two_threads_is_reported_once()
    {
        var shared = new IOException();

        IOException caught = Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
        {
            scope.Spawn(() => throw shared);
            scope.Spawn(() => throw shared);
        }));

        Assert.Same(shared, caught);
        Assert.Empty(caught.GetSuppressed());
    }

    [Fact]
    public void A_thread_that_cannot_be_created_is_reported_by_the_spawn_and_leaves_the_scope_whole()
    {
        var cache = new ThreadCache(4, TimeSpan.FromSeconds(1), static _ => throw new InsufficientMemoryException("no thread"));
        var resource = new Resource();
        Resource? moving = resource;
        int[] numbers = [1];

        Patience.Ends(() => ThreadScope.Run(scope =>
        {
            foreach (bool dedicated in new[] { false, true })
            {
                ThreadScope limited = scope.With(new ThreadOptions { Cache = cache, Dedicated = dedicated });
                try
                {
                    limited.Spawn(numbers.AsSpan(), static _ => { });
                    Assert.Fail("It spawned.");
                }
                catch (OutOfMemoryException)
                {
                }
            }
            try
            {
                scope.With(new ThreadOptions { Cache = cache }).Spawn(Move.Of(ref moving), static _ => { });
                Assert.Fail("It spawned.");
            }
            catch (OutOfMemoryException)
            {
            }
            Assert.Equal(1, scope.Spawn(static () => 1).Join());
        }));

        Assert.Equal(1, resource.Disposals);
    }
}
