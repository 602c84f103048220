namespace Fearless.Tests.Threads;

public class ThreadOptionsTests
{
    [ThreadStatic]
    private static object? t_mark;

    [Fact]
    public void A_prefix_and_the_number_make_the_name()
    {
        string?[] names = ThreadScope.Run(
            static scope => new[] { scope.Spawn(static () => Thread.CurrentThread.Name).Join(), scope.Spawn(static () => Thread.CurrentThread.Name).Join() },
            new ThreadOptions { NamePrefix = "parser" });

        Assert.Equal(["parser-0", "parser-1"], names);
    }

    [Fact]
    public void With_changes_the_options_of_what_is_spawned_through_it() => ThreadScope.Run(
        static scope =>
        {
            ThreadScope named = scope.With(new ThreadOptions { Name = "writer", Priority = ThreadPriority.AboveNormal });
            ScopedThread<(string?, ThreadPriority)> thread = named.Spawn(static () => (Thread.CurrentThread.Name, Thread.CurrentThread.Priority));
            Assert.Equal("writer", thread.Name);
            Assert.Equal(("writer", ThreadPriority.AboveNormal), thread.Join());
            Assert.Equal(("reader", ThreadPriority.Normal), scope.Spawn(static () => (Thread.CurrentThread.Name, Thread.CurrentThread.Priority)).Join());
        },
        new ThreadOptions { Name = "reader" });

    [Fact]
    public void A_deep_recursion_fits_a_large_stack()
    {
        int depth = ThreadScope.Run(static scope => scope.With(new ThreadOptions { StackSize = 256 << 20 }).Spawn(static () => Recurse(400_000)).Join());

        Assert.Equal(400_000, depth);
    }

    [Fact]
    public void A_dedicated_thread_has_really_ended()
    {
        Thread? joined = null;
        Thread? unjoined = null;

        ThreadScope.Run(
            scope =>
            {
                scope.Spawn(() => { joined = Thread.CurrentThread; }).Join();
                Assert.False(joined!.IsAlive);
                scope.Spawn(() => { unjoined = Thread.CurrentThread; });
            },
            new ThreadOptions { Dedicated = true });

        Assert.False(unjoined!.IsAlive);
    }

    [Fact]
    public void A_dedicated_thread_starts_with_no_thread_statics()
    {
        ThreadScope.Run(static scope =>
        {
            for (int i = 0; i < 4; i++)
                scope.Spawn(static () => t_mark = "left behind").Join();
            for (int i = 0; i < 4; i++)
                Assert.Null(scope.With(new ThreadOptions { Dedicated = true }).Spawn(static () => t_mark).Join());
        });
    }

    [Fact]
    public void Bad_options_are_refused_when_they_are_set()
    {
        Assert.Equal("StackSize", Assert.Throws<ArgumentOutOfRangeException>(static () => new ThreadOptions { StackSize = -1 }).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(static () => new ThreadOptions { StackSize = ThreadOptions.MinimumStackSize - 1 });
        Assert.Equal("Priority", Assert.Throws<ArgumentOutOfRangeException>(static () => new ThreadOptions { Priority = (ThreadPriority)9 }).ParamName);
        Assert.Equal("Name", Assert.Throws<ArgumentException>(static () => new ThreadOptions { Name = "a\0b" }).ParamName);
        Assert.Equal("NamePrefix", Assert.Throws<ArgumentException>(static () => new ThreadOptions { NamePrefix = "\0" }).ParamName);
        ThreadScope.Run(static scope =>
        {
            try
            {
                scope.With(null!);
                Assert.Fail("It was taken.");
            }
            catch (ArgumentNullException)
            {
            }
        });
    }

    [Fact]
    public void The_smallest_stack_runs_a_body() => ThreadScope.Run(static scope =>
        Assert.Equal(3, scope.With(new ThreadOptions { StackSize = ThreadOptions.MinimumStackSize }).Spawn(static () => 3).Join()));

    private static int Recurse(int depth) => depth == 0 ? 0 : Recurse(depth - 1) + 1;
}
