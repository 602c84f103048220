namespace Fearless.Tests.Threads;

public class ThreadScopeStressTests
{
    [Fact]
    public void Many_scopes_at_once_share_the_cache() => Patience.Ends(static () =>
    {
        long total = 0;
        ThreadScope.Run(scope =>
        {
            for (int i = 0; i < 4; i++)
                scope.Spawn(() =>
                {
                    for (int round = 0; round < 500; round++)
                        Interlocked.Add(ref total, ThreadScope.Run(round, static (inner, round) =>
                        {
                            ScopedThread<int> left = inner.Spawn(round, static round => round);
                            ScopedThread<int> right = inner.Spawn(static () => 1);
                            return left.Join() + right.Join();
                        }));
                });
        });

        Assert.Equal(4 * ((500 * 499 / 2) + 500), total);
    });

    [Fact]
    public void Failures_of_many_threads_are_all_reported_once() => Patience.Ends(static () =>
    {
        for (int round = 0; round < 100; round++)
        {
            InvalidDataException caught = Assert.Throws<InvalidDataException>(static () => ThreadScope.Run(static scope =>
            {
                for (int i = 0; i < 8; i++)
                    scope.Spawn(i, static i => throw new InvalidDataException($"{i}"));
            }));
            Assert.Equal("0", caught.Message);
            Assert.Equal(["1", "2", "3", "4", "5", "6", "7"], caught.GetSuppressed().Select(static exception => exception.Message));
        }
    });

    [Fact]
    public void A_token_made_while_a_thread_fails_is_always_cancelled() => Patience.Ends(static () =>
    {
        for (int round = 0; round < 1_000; round++)
            Assert.Throws<IOException>(() => ThreadScope.Run(scope =>
            {
                scope.Spawn(static () => throw new IOException());
                Thread.SpinWait(round % 60);
                Assert.True(scope.CancellationToken.WaitHandle.WaitOne(Patience.Limit));
            }));
    });

    [Fact]
    public void Loans_from_moving_arrays_stay_exact_under_the_collector() => Patience.Ends(static () =>
    {
        using var stop = new CancellationTokenSource();
        ThreadScope.Run(scope =>
        {
            CancellationToken token = stop.Token;
            scope.Spawn(() =>
            {
                while (!token.IsCancellationRequested)
                {
                    GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: true);
                    // A collection stops every thread of the process, those of other tests too: one right after the other would let none of them on.
                    Thread.Sleep(1);
                }
            });
            for (int round = 0; round < 300; round++)
            {
                int[] fresh = new int[32];
                ScopedThread<int> thread = scope.Spawn(fresh.AsSpan(), static part =>
                {
                    part.Fill(1);
                    int sum = 0;
                    foreach (int value in part)
                        sum += value;
                    return sum;
                });
                Assert.Equal(32, thread.Join());
                Assert.All(fresh, static value => Assert.Equal(1, value));
            }
            stop.Cancel();
        });
    });

    [Fact]
    public void A_long_lived_scope_keeps_nothing_of_the_threads_that_succeeded()
    {
        ThreadScope.Run(static scope =>
        {
            WeakReference first = SpawnOne(scope);
            for (int i = 0; i < 20; i++)
                scope.With(new ThreadOptions { Dedicated = i % 2 == 0 }).Spawn(static () => { }).Join();
            Patience.Until(() =>
            {
                GC.Collect();
                return !first.IsAlive;
            });
        });

        static WeakReference SpawnOne(ThreadScope scope)
        {
            ScopedThread thread = scope.Spawn(static () => { });
            thread.Join();
            return new WeakReference(thread);
        }
    }
}
