namespace Fearless.Tests.Threads;

public class MoveTests
{
    [Fact]
    public void Moving_leaves_null_and_the_thread_disposes_the_value_after_its_body()
    {
        var resource = new Resource();
        Resource? moving = resource;

        ThreadScope.Run(scope =>
        {
            int seen = scope.Spawn(Move.Of(ref moving), static moved => moved.Disposals).Join();
            Assert.Equal(0, seen);
            // Joined: the disposal is part of the thread's work.
            Assert.Equal(1, resource.Disposals);
        });

        Assert.Null(moving);
    }

    [Fact]
    public void A_body_that_throws_still_disposes_what_it_was_given()
    {
        var resource = new Resource();
        Resource? moving = resource;

        Assert.Throws<IOException>(() => ThreadScope.Run(scope => { scope.Spawn(Move.Of(ref moving), static _ => throw new IOException()); }));

        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void A_disposal_that_throws_is_the_thread_s_failure_and_hangs_on_the_body_s()
    {
        Resource? first = new(new FormatException("disposal"));
        Resource? second = new(new TimeoutException("other disposal"));
        Resource? third = new(new FormatException("alone"));

        ThreadScope.Run(scope =>
        {
            ScopedThread both = scope.Spawn(Move.Of(ref first), Move.Of(ref second), static (_, _) => throw new IOException("body"));
            IOException caught = Assert.Throws<IOException>(() => both.Join());
            Assert.Equal(["other disposal", "disposal"], caught.GetSuppressed().Select(static exception => exception.Message));

            ScopedThread alone = scope.Spawn(Move.Of(ref third), static _ => { });
            Assert.Throws<FormatException>(() => alone.Join());
        });
    }

    [Fact]
    public void A_value_that_is_only_asynchronously_disposable_is_disposed_too()
    {
        var resource = new AsyncResource();
        AsyncResource? moving = resource;

        ThreadScope.Run(scope => { scope.Spawn(Move.Of(ref moving), static _ => { }); });

        Assert.True(resource.IsDisposed);
    }

    [Fact]
    public void A_thread_passes_on_what_it_was_given()
    {
        var resource = new Resource();
        Resource? moving = resource;
        using var parentEnded = new ManualResetEventSlim();

        ThreadScope.Run(scope =>
        {
            scope.Spawn(parentEnded, Move.Of(ref moving), static (scope, parentEnded, moved) =>
            {
                Resource? again = moved;
                scope.Spawn(parentEnded, Move.Of(ref again), static (parentEnded, moved) =>
                {
                    parentEnded.Await();
                    Assert.Equal(0, moved.Disposals);
                });
            }).Join();
            Assert.Equal(0, resource.Disposals);
            parentEnded.Set();
        });

        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void A_thread_gives_back_what_it_was_given()
    {
        Resource? moving = new();

        using Resource back = ThreadScope.Run(scope => scope.Spawn(Move.Of(ref moving), static moved =>
        {
            Resource? again = moved;
            again.Value = 4;
            return Move.Of(ref again);
        }).Join().Take());

        Assert.Equal(4, back.Value);
        Assert.Equal(0, back.Disposals);
    }

    [Fact]
    public void One_moved_value_is_given_once()
    {
        var resource = new Resource();
        Resource? moving = resource;
        using Moved<Resource> moved = Move.Of(ref moving);

        ThreadScope.Run(scope =>
        {
            scope.Spawn(moved, static _ => { }).Join();
            Assert.Contains("given once", Throws(scope, moved), StringComparison.Ordinal);
        });

        Assert.Contains("given once", Assert.Throws<InvalidOperationException>(moved.Take).Message, StringComparison.Ordinal);
        Assert.Equal(1, resource.Disposals);

        static string Throws(ThreadScope scope, Moved<Resource> moved)
        {
            try
            {
                scope.Spawn(moved, static _ => { });
                return "";
            }
            catch (InvalidOperationException exception)
            {
                return exception.Message;
            }
        }
    }

    [Fact]
    public void A_spawn_that_fails_disposes_what_it_was_given()
    {
        var first = new Resource();
        var second = new Resource();
        var third = new Resource();
        Resource? movingFirst = first;
        Resource? movingSecond = second;
        Resource? movingThird = third;
        var fourth = new Resource();
        Resource? movingFourth = fourth;

        Refused(default, Move.Of(ref movingFourth), null!, static (_, _) => { });
        ThreadScope.Run(scope =>
        {
            Moved<Resource> twice = Move.Of(ref movingFirst);
            Refused(scope, twice, twice, static (_, _) => { });
            Refused(scope, Move.Of(ref movingSecond), null!, static (_, _) => { });
            Refused(scope, Move.Of(ref movingThird), null!, null!);
        });

        Assert.Equal(1, first.Disposals);
        Assert.Equal(1, second.Disposals);
        Assert.Equal(1, third.Disposals);
        Assert.Equal(1, fourth.Disposals);

        static void Refused(ThreadScope scope, Moved<Resource> one, Moved<Resource> two, Action<Resource, Resource> body)
        {
            try
            {
                scope.Spawn(one, two, body);
                Assert.Fail("It spawned.");
            }
            catch (Exception exception) when (exception is InvalidOperationException or ArgumentNullException)
            {
            }
        }
    }

    [Fact]
    public void A_moved_value_that_nobody_took_is_disposed_with_its_wrapper()
    {
        var resource = new Resource();
        Resource? moving = resource;

        using (Move.Of(ref moving))
        {
        }

        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void Moving_nothing_is_refused()
    {
        Resource? nothing = null;

        Assert.Contains("moved before", Assert.Throws<ArgumentNullException>(() => Move.Of(ref nothing)).Message, StringComparison.Ordinal);
    }

    private sealed class AsyncResource : IAsyncDisposable
    {
        public bool IsDisposed { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            IsDisposed = true;
        }
    }

    [Fact]
    public void A_value_that_is_moved_on_from_a_nested_scope_is_disposed_once()
    {
        var resource = new Resource();
        Resource? moving = resource;

        ThreadScope.Run(scope =>
        {
            scope.Spawn(Move.Of(ref moving), static resource => ThreadScope.Run(inner =>
            {
                inner.Spawn(resource, static resource =>
                {
                    Resource? mine = resource;
                    ThreadScope.Run(innermost => { innermost.Spawn(Move.Of(ref mine), static _ => { }); });
                });
            }));
        });

        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void A_moved_value_may_stand_before_a_plain_state()
    {
        Resource[] resources = [new(), new(), new(), new()];
        Resource? first = resources[0], second = resources[1], third = resources[2], fourth = resources[3];

        ThreadScope.Run(scope =>
        {
            scope.Spawn(Move.Of(ref first), 1, static (resource, number) => resource.Value = number);
            Assert.Equal(2, scope.Spawn(Move.Of(ref second), 2, static (resource, number) => resource.Value = number).Join());
            scope.Spawn(Move.Of(ref third), 3, static (scope, resource, number) => { resource.Value = number; });
            Assert.Equal(4, scope.Spawn(Move.Of(ref fourth), 4, static (scope, resource, number) => resource.Value = number).Join());
        });

        Assert.Equal([1, 2, 3, 4], resources.Select(static resource => resource.Value));
        Assert.All(resources, static resource => Assert.Equal(1, resource.Disposals));
    }
}
