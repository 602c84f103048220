namespace Fearless.Tests.Threads;

public class ThreadScopeTests
{
    [Fact]
    public void The_body_runs_on_the_caller_and_its_result_is_returned()
    {
        int here = Environment.CurrentManagedThreadId;

        int there = ThreadScope.Run(static scope => Environment.CurrentManagedThreadId);

        Assert.Equal(here, there);
    }

    [Fact]
    public void Each_thread_runs_elsewhere_and_is_waited_for()
    {
        int caller = Environment.CurrentManagedThreadId;
        int done = 0;

        ThreadScope.Run(scope =>
        {
            for (int i = 0; i < 20; i++)
                scope.Spawn(() =>
                {
                    Assert.NotEqual(caller, Environment.CurrentManagedThreadId);
                    Thread.Yield();
                    Interlocked.Increment(ref done);
                });
        });

        Assert.Equal(20, done);
    }

    [Fact]
    public void All_threads_of_a_scope_can_run_at_the_same_time()
    {
        const int Count = 12;
        using var barrier = new Barrier(Count + 1);

        ThreadScope.Run(scope =>
        {
            for (int i = 0; i < Count; i++)
                scope.Spawn(() => Assert.True(barrier.SignalAndWait(Patience.Limit)));
            Assert.True(barrier.SignalAndWait(Patience.Limit));
        });
    }

    [Fact]
    public void Results_come_back_through_the_handles()
    {
        int sum = ThreadScope.Run(static scope =>
        {
            var threads = new List<ScopedThread<int>>();
            for (int i = 1; i <= 10; i++)
                threads.Add(scope.Spawn(i, static i => i * i));
            return threads.Sum(static thread => thread.Join());
        });

        Assert.Equal(385, sum);
    }

    [Fact]
    public void The_guide_s_string_example_works_on_a_span_of_references()
    {
        string[] words = [.. Enumerable.Range(0, 100).Select(static i => "word" + i)];

        string[] upper = ThreadScope.Run(new ReadOnlySpan<string>(words), static (scope, data) =>
        {
            var threads = new List<ScopedThread<string[]>>();
            foreach (ReadOnlySpan<string> chunk in data.ChunksFor(3))
                threads.Add(scope.Spawn(chunk, static chunk => chunk.ToArray().Select(static word => word.ToUpperInvariant()).ToArray()));
            return threads.SelectMany(static thread => thread.Join()).ToArray();
        });

        Assert.Equal(words.Select(static word => word.ToUpperInvariant()), upper);
    }

    [Fact]
    public void The_state_may_be_a_ref_struct_of_the_caller()
    {
        Span<int> numbers = stackalloc int[] { 1, 2, 3 };
        var pair = numbers.SplitAt(1);

        int sum = ThreadScope.Run(pair, static (scope, pair) =>
        {
            ScopedThread<int> low = scope.Spawn(pair.Low, static part => part[0]);
            ScopedThread<int> high = scope.Spawn(pair.High, static part => part[0] + part[1]);
            return low.Join() + high.Join();
        });

        Assert.Equal(6, sum);
    }

    [Fact]
    public void A_thread_spawns_into_the_scope_it_was_spawned_in()
    {
        using var outerEnded = new ManualResetEventSlim();
        bool innerRan = false;

        ThreadScope.Run(scope =>
        {
            scope.Spawn(scope =>
            {
                scope.Spawn(() =>
                {
                    outerEnded.Await();
                    Volatile.Write(ref innerRan, true);
                });
            }).Join();
            // The thread that spawned has ended; what it spawned has not, and belongs to the scope.
            Assert.False(Volatile.Read(ref innerRan));
            outerEnded.Set();
        });

        Assert.True(innerRan);
    }

    [Fact]
    public void A_tree_of_spawns_is_joined_as_a_whole()
    {
        int leaves = 0;

        static void Grow(ThreadScope scope, int depth, Action leaf)
        {
            if (depth == 0)
            {
                leaf();
                return;
            }
            scope.Spawn(depth, leaf, static (scope, depth, leaf) => Grow(scope, depth - 1, leaf));
            scope.Spawn(depth, leaf, static (scope, depth, leaf) => Grow(scope, depth - 1, leaf));
        }

        ThreadScope.Run(scope => Grow(scope, 5, () => Interlocked.Increment(ref leaves)));

        Assert.Equal(32, leaves);
    }

    [Fact]
    public void Scopes_nest()
    {
        int result = ThreadScope.Run(static outer => outer.Spawn(static () =>
            ThreadScope.Run(static inner => inner.Spawn(static () => 21).Join() * 2)).Join());

        Assert.Equal(42, result);
    }

    [Fact]
    public void Each_form_of_a_spawn_gives_the_body_what_was_passed()
    {
        int[] input = [1, 2, 3];
        int[] output = new int[3];

        ThreadScope.Run(scope =>
        {
            Assert.Equal(1, scope.Spawn(static scope => scope.Spawn(static () => 1).Join()).Join());
            Assert.Equal(2, scope.Spawn(2, static (scope, two) => scope.Spawn(two, static two => two).Join()).Join());
            Assert.Equal(3, scope.Spawn(1, 2, static (one, two) => one + two).Join());
            Assert.Equal(3, scope.Spawn(1, 2, static (scope, one, two) => one + two).Join());
            scope.Spawn(input.AsSpan(), output.AsSpan(), static (input, output) => input.CopyTo(output)).Join();
            Assert.Equal(input, output);
            Assert.Equal(6, scope.Spawn(input.AsSpan(), output.AsSpan(), static (scope, input, output) => input[0] + output[1] + output[2]).Join());
            Assert.Equal(1, scope.Spawn(input.AsSpan(), static (scope, all) =>
                scope.Spawn(all[..1], static first => first[0]).Join()).Join());
            scope.Spawn((ReadOnlySpan<int>)input, static (scope, all) => Assert.Equal(3, all.Length)).Join();
        });
    }

    [Fact]
    public void An_array_is_passed_as_the_object_that_it_is()
    {
        int[] numbers = [1, 2, 3];

        ThreadScope.Run(scope => Assert.Same(numbers, scope.Spawn(numbers, static same => same).Join()));
    }

    [Fact]
    public void A_scope_that_was_never_opened_says_so()
    {
        Assert.Contains("ThreadScope.Run", Assert.Throws<InvalidOperationException>(static () => default(ThreadScope).Spawn(static () => { })).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(static () => default(ThreadScope).CancellationToken);
        Assert.Throws<InvalidOperationException>(static () => default(ThreadScope).With(new ThreadOptions()));
    }

    [Fact]
    public void A_scope_kept_after_its_end_refuses_to_spawn_and_disposes_what_was_moved()
    {
        var resource = new Resource();
        Resource? moving = resource;
        byte frame = 0;
        var core = new ScopeCore(null, default, CancellationToken.None);
        var kept = new ThreadScope(core, ref frame, null);
        Assert.Equal(1, kept.Spawn(static () => 1).Join());
        core.Close(null);

        try
        {
            kept.Spawn(Move.Of(ref moving), static _ => { });
            Assert.Fail("It spawned.");
        }
        catch (InvalidOperationException exception)
        {
            Assert.Contains("has ended", exception.Message, StringComparison.Ordinal);
        }
        try
        {
            _ = kept.CancellationToken;
            Assert.Fail("It gave a token.");
        }
        catch (InvalidOperationException)
        {
        }
        Assert.Equal(1, resource.Disposals);
    }

    [Fact]
    public void Null_delegates_are_refused_at_once()
    {
        Assert.Throws<ArgumentNullException>(static () => ThreadScope.Run(null!));
        Assert.Throws<ArgumentNullException>(static () => ThreadScope.Run<int>(null!));
        Assert.Throws<ArgumentNullException>(static () => ThreadScope.Run(1, null!));
        ThreadScope.Run(static scope =>
        {
            try
            {
                scope.Spawn((Action)null!);
                Assert.Fail("It spawned.");
            }
            catch (ArgumentNullException exception)
            {
                Assert.Equal("body", exception.ParamName);
            }
        });
    }

    [Fact]
    public void A_body_that_returns_a_task_is_refused_where_the_compiler_did_not() => ThreadScope.Run(static scope =>
    {
        try
        {
            scope.Spawn(static Task (ThreadScope scope) => Task.CompletedTask);
            Assert.Fail("It spawned.");
        }
        catch (ArgumentException)
        {
        }
        try
        {
            scope.Spawn(static () => new ValueTask<int>(1));
            Assert.Fail("It spawned.");
        }
        catch (ArgumentException)
        {
        }
    });
}
