using System.Diagnostics;
using Fearless.Sync;

namespace Fearless.Tests.Sync;

public class WaitGroupTests
{
    [Fact]
    public void A_group_of_one_waits_for_nobody()
    {
        var group = new WaitGroup();
        group.Wait();
        group.Wait();
        Assert.True(group.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void Waits_for_every_clone_and_sees_what_they_wrote()
    {
        var group = new WaitGroup();
        var written = new int[4];
        TestThread[] threads = [.. Enumerable.Range(0, 4).Select(index =>
        {
            WaitGroup member = group.Clone();
            return TestThread.Start(() =>
            {
                using (member)
                    written[index] = index + 1;
            });
        })];

        Assert.True(group.Wait(TestThread.Patience));

        Assert.Equal([1, 2, 3, 4], written);
        Array.ForEach(threads, static thread => thread.Join());
    }

    [Fact]
    public void Every_member_can_wait_like_at_a_barrier()
    {
        var group = new WaitGroup();
        int arrived = 0;
        TestThread[] threads = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            WaitGroup member = group.Clone();
            return TestThread.Start(() =>
            {
                Interlocked.Increment(ref arrived);
                Assert.True(member.Wait(TestThread.Patience));
                Assert.Equal(3, Volatile.Read(ref arrived));
            });
        })];
        group.Dispose();
        Array.ForEach(threads, static thread => thread.Join());
    }

    [Fact]
    public async Task A_timeout_and_a_cancellation_end_the_membership_and_may_be_repeated()
    {
        var group = new WaitGroup();
        WaitGroup member = group.Clone();
        Assert.False(group.Wait(TimeSpan.FromMilliseconds(10)));
        Assert.False(group.Wait(Deadline.After(TimeSpan.Zero)));
        Assert.False(await group.WaitAsync(TimeSpan.FromMilliseconds(10)));
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(10));
        Assert.Throws<OperationCanceledException>(() => group.Wait(TestThread.Patience, source.Token));

        // Only the clone is left: were the handle still a member, this would wait in vain.
        Assert.True(member.Wait(TestThread.Patience));
        Assert.True(group.Wait(TestThread.Patience));
    }

    [Fact]
    public async Task WaitAsync_leaves_at_once_and_completes_with_the_last_member()
    {
        var group = new WaitGroup();
        WaitGroup member = group.Clone();
        Task wait = group.WaitAsync();
        Assert.False(wait.IsCompleted);
        member.Dispose();
        await wait.WaitAsync(TestThread.Patience);
    }

    [Fact]
    public void Disposing_twice_or_after_waiting_counts_once()
    {
        var group = new WaitGroup();
        WaitGroup first = group.Clone();
        WaitGroup second = group.Clone();
        first.Dispose();
        first.Dispose();
        Assert.False(group.Wait(TimeSpan.Zero));
        group.Dispose();
        Assert.True(second.Wait(TestThread.Patience));
    }

    [Fact]
    public void A_handle_that_was_disposed_is_refused_with_the_remedy()
    {
        var group = new WaitGroup();
        using WaitGroup other = group.Clone();
        group.Dispose();
        Assert.Contains("Clone it before", Assert.Throws<ObjectDisposedException>(group.Clone).Message, StringComparison.Ordinal);
        Assert.Contains("Wait instead", Assert.Throws<ObjectDisposedException>(() => group.Wait()).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => group.Wait(TimeSpan.Zero));
        Assert.Throws<ObjectDisposedException>(() => group.Wait(Deadline.Never));
        Assert.Throws<ObjectDisposedException>(() => { _ = group.WaitAsync(); });
    }

    [Fact]
    public void A_handle_that_has_waited_cannot_be_cloned()
    {
        var group = new WaitGroup();
        using WaitGroup other = group.Clone();
        group.Wait(TimeSpan.Zero);
        Assert.Contains("before waiting", Assert.Throws<InvalidOperationException>(group.Clone).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_arguments_do_not_end_the_membership()
    {
        var group = new WaitGroup();
        WaitGroup other = group.Clone();
        var cancelled = new CancellationToken(canceled: true);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => group.Wait(TimeSpan.FromSeconds(-1))).ParamName);
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => { _ = group.WaitAsync(TimeSpan.FromSeconds(-1)); }).ParamName);
        Assert.Throws<OperationCanceledException>(() => group.Wait(cancelled));
        Assert.Throws<OperationCanceledException>(() => group.Wait(TimeSpan.Zero, cancelled));
        Assert.True(group.WaitAsync(cancelled).IsCanceled);

        Assert.False(other.Wait(TimeSpan.Zero));
        group.Dispose();
        Assert.True(other.Wait(TimeSpan.Zero));
    }

    [Fact]
    public void Cloning_by_members_races_with_waiting_and_nobody_is_missed()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(300))
        {
            var group = new WaitGroup();
            int done = 0;
            Spawn(group, 4);
            Assert.True(group.Wait(TestThread.Patience));
            Assert.Equal((1 << 5) - 1, Volatile.Read(ref done));

            void Spawn(WaitGroup parent, int depth)
            {
                WaitGroup member = parent.Clone();
                ThreadPool.UnsafeQueueUserWorkItem(
                    _ =>
                    {
                        using (member)
                        {
                            if (depth > 0)
                            {
                                Spawn(member, depth - 1);
                                Spawn(member, depth - 1);
                            }
                            Interlocked.Increment(ref done);
                        }
                    },
                    null);
            }
        }
    }
}
