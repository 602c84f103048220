using System.Runtime.CompilerServices;

namespace Fearless.Tests.Failures;

public class FailureCollectorTests
{
    private FailureCollector _collector;

    [Fact]
    public void Without_a_failure_nothing_is_thrown()
    {
        _collector.ThrowIfAny();
        Assert.False(_collector.Any);
    }

    [Fact]
    public void The_first_failure_is_rethrown_as_it_was_and_the_others_hang_on_it()
    {
        Assert.True(_collector.Add(Thrown(new IOException("first"))));
        Assert.False(_collector.Add(Thrown(new TimeoutException("second"))));
        Assert.False(_collector.Add(Thrown(new ArgumentException("third"))));
        Assert.True(_collector.Any);

        var caught = Assert.Throws<IOException>(() => _collector.ThrowIfAny());
        Assert.Contains(nameof(Thrown), caught.StackTrace, StringComparison.Ordinal);
        Assert.Equal(["second", "third"], caught.GetSuppressed().Select(static exception => exception.Message));
    }

    [Fact]
    public void Failures_of_many_threads_are_all_kept_and_exactly_one_is_the_first()
    {
        int firsts = 0;
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                if (_collector.Add(new IOException($"{thread}/{i}")))
                    Interlocked.Increment(ref firsts);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();

        var caught = Assert.Throws<IOException>(() => _collector.ThrowIfAny());
        Assert.Equal(1, firsts);
        Assert.Equal(800, caught.GetSuppressed().Append(caught).Select(static exception => exception.Message).Distinct().Count());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
