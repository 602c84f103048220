namespace Fearless.ModelTests.Threads;

/// <summary>Threads that are kept for the next scope, and threads that a scope has for itself, as threads of the model.</summary>
public class ThreadCacheTests
{
    [Fact]
    public void A_kept_thread_runs_the_next_job() => Model.Check(
        static () =>
        {
            ThreadOptions options = Kept();
            Assert.Equal(3, RunOne(options, 1) + RunOne(options, 2));
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_kept_thread_is_used_again_or_ends_when_its_time_is_over()
    {
        Outcomes<bool> outcomes = Model.Explore(
            static () =>
            {
                ThreadOptions options = Kept();
                ModelThread? first = RunsOn(options);
                ModelThread? second = RunsOn(options);
                return first == second;
            },
            ModelBudget.Searching);
        Assert.Equal([false, true], outcomes.Order());
    }

    [Fact]
    public void Two_scopes_do_not_get_the_same_thread() => Model.Check(
        static () =>
        {
            ThreadOptions options = Kept();
            RunOne(options, 1);
            int other = 0;
            ModelThread thread = Model.Thread(() => other = RunOne(options, 2), "other");
            int own = RunOne(options, 3);
            thread.Join();
            Assert.Equal((2, 3), (other, own));
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_cache_holds_no_more_threads_than_it_has_slots() => Model.Check(
        static () =>
        {
            ThreadOptions options = Kept();
            ThreadScope.Run(
                static scope =>
                {
                    scope.Spawn(static () => { });
                    scope.Spawn(static () => { });
                },
                options);
            Assert.InRange(options.Cache.IdleCount, 0, 1);
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_thread_is_in_the_cache_when_its_scope_has_ended()
    {
        Outcomes<int> outcomes = Model.Explore(
            static () =>
            {
                ThreadOptions options = Kept();
                RunOne(options, 1);
                return options.Cache.IdleCount;
            },
            ModelBudget.Searching);
        // None is the thread whose time was over already.
        Assert.Equal([0, 1], outcomes.Order());
    }

    [Fact]
    public void Threads_that_a_scope_has_for_itself_have_ended_when_it_ends() => Model.Check(
        static () =>
        {
            var started = new List<OwnThread>();
            ThreadScope.Run(
                static scope =>
                {
                    scope.Spawn(static () => { });
                    scope.Spawn(static () => { });
                    scope.Spawn(static () => { });
                },
                new ThreadOptions { Dedicated = true, Cache = Noting(started) });
            Assert.All(started, static thread => Assert.False(thread.IsAlive));
        },
        ModelBudget.Bounded);

    [Fact]
    public void Threads_that_two_spawn_at_once_have_ended_when_their_scope_ends() => Model.Check(
        static () =>
        {
            var started = new List<OwnThread>();
            ThreadScope.Run(
                static scope =>
                {
                    scope.Spawn(static inner => inner.Spawn(static () => { }));
                    scope.Spawn(static () => { });
                },
                new ThreadOptions { Dedicated = true, Cache = Noting(started) });
            Assert.Equal(3, started.Count);
            Assert.All(started, static thread => Assert.False(thread.IsAlive));
        },
        ModelBudget.Bounded);

    [Fact]
    public void A_thread_of_its_own_has_ended_when_it_is_joined() => ModelBudget.CheckAll(static () =>
    {
        var started = new List<OwnThread>();
        ThreadScope.Run(
            scope =>
            {
                scope.Spawn(static () => { }).Join();
                Assert.False(started[0].IsAlive);
            },
            new ThreadOptions { Dedicated = true, Cache = Noting(started) });
    });

    private static ThreadCache Noting(List<OwnThread> started) => new(capacity: 0, TimeSpan.Zero, thread =>
    {
        started.Add(thread);
        thread.Start();
    });

    private static ModelThread? RunsOn(ThreadOptions options)
    {
        ModelThread? thread = null;
        ThreadScope.Run(scope => scope.Spawn(() => thread = ModelThread.Current), options);
        return thread;
    }

    private static ThreadOptions Kept() => new() { Cache = new ThreadCache(capacity: 1, TimeSpan.FromSeconds(1)) };

    private static int RunOne(ThreadOptions options, int value)
    {
        var data = new Data();
        ThreadScope.Run(scope => scope.Spawn(() => data.Value.Write(value)), options);
        return data.Value.Read();
    }

    private sealed class Data
    {
        public Checked<int> Value;
    }
}
