using Fearless.Scheduling;

namespace Fearless.ModelTests.Parallel;

/// <summary>Scopes of jobs: they end when all have, with the first failure, and their token is cancelled by it.</summary>
public class ParScopeTests
{
    [Fact]
    public void A_scope_ends_when_its_jobs_have() => Check(2, static pool =>
    {
        var data = new Data[] { new(), new() };
        pool.Scope(scope =>
        {
            foreach (Data one in data)
                scope.Spawn(() => one.Value.Write(1));
        });
        Assert.Equal(2, data[0].Value.Read() + data[1].Value.Read());
    });

    [Fact]
    public void A_scope_of_a_thread_outside_ends_when_its_jobs_and_theirs_have() => Check(1, static pool =>
    {
        var data = new Data[] { new(), new() };
        pool.InPlaceScope(scope => scope.Spawn(inner =>
        {
            data[0].Value.Write(1);
            inner.Spawn(() => data[1].Value.Write(1));
        }));
        Assert.Equal(2, data[0].Value.Read() + data[1].Value.Read());
    });

    [Fact]
    public void The_jobs_of_a_scope_that_says_so_begin_oldest_first() => Check(1, static pool =>
    {
        List<int> order = [];
        pool.ScopeFifo(scope =>
        {
            for (int i = 0; i < 3; i++)
                scope.Spawn(i, order.Add);
        });
        Assert.Equal([0, 1, 2], order);
    });

    [Fact]
    public void A_scope_throws_a_failure_and_keeps_the_other_with_it() => ModelBudget.CheckAll(static () =>
    {
        using WorkerPool pool = PoolWithoutWorkers.Create();
        var failure = Assert.Throws<IOException>(() => pool.InPlaceScope(scope =>
        {
            scope.Spawn(static () => throw new IOException());
            scope.Spawn(static () => throw new IOException());
            Job other = PoolWithoutWorkers.Take(pool);
            Model.Thread(() => PoolWithoutWorkers.Execute(pool, other), "other");
            PoolWithoutWorkers.Execute(pool, PoolWithoutWorkers.Take(pool));
        }));
        Assert.Single(failure.GetSuppressed());
    });

    [Fact]
    public void A_token_that_is_taken_while_a_job_fails_is_cancelled() => Check(1, static pool =>
    {
        CancellationToken token = default;
        Assert.Throws<IOException>(() => pool.InPlaceScope(scope =>
        {
            scope.Spawn(static () => throw new IOException());
            token = scope.CancellationToken;
        }));
        Assert.True(token.IsCancellationRequested);
    });

    [Fact]
    public void Two_that_take_the_token_get_the_same_one() => Check(1, static pool =>
    {
        CancellationToken own = default;
        CancellationToken other = default;
        pool.InPlaceScope(scope =>
        {
            scope.Spawn(inner => other = inner.CancellationToken);
            own = scope.CancellationToken;
        });
        Assert.Equal(own, other);
    });

    [Fact]
    public void A_failure_that_was_joined_is_not_thrown_again() => Check(1, static pool =>
    {
        pool.InPlaceScope(static scope =>
        {
            JobHandle job = scope.Spawn(static () => throw new IOException());
            Assert.Throws<IOException>(() => job.Join());
        });
    });

    private static void Check(int size, Action<WorkerPool> body) => Model.Check(
        () =>
        {
            using var pool = new WorkerPool(size);
            body(pool);
        },
        ModelBudget.Bounded);

    private sealed class Data
    {
        public Checked<int> Value;
    }
}
