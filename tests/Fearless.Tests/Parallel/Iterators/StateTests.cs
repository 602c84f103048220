using System.Collections.Concurrent;
using Fearless.Plumbing;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>States that workers lease for a block of items.</summary>
public class StateTests
{
    [Fact]
    public void No_two_calls_use_a_state_at_once_and_there_are_about_as_many_as_workers() => PoolTest.Run(4, static pool =>
    {
        var states = new States();
        long sum = 0;
        Par.Range(0, 100_000).On(pool).ForEach(states.Make, (state, x) =>
        {
            using (state.Enter())
                Interlocked.Add(ref sum, x);
        });
        Assert.Equal(4_999_950_000, sum);
        Assert.Equal(sum, Par.Range(0, 100_000).On(pool).Select(states.Make, static (state, x) => state.Through((long)x)).Sum());
        Assert.True(Par.Range(0, 100_000).On(pool).Where(static _ => true).TryForEach(states.Make, static (state, x) => state.Through(Result.Ok<Unit, string>(default))).IsOk);

        // The caller is a fifth one. Nobody makes one while one is free, so there are no more than are used at once.
        Assert.InRange(states.Made.Count, 3, 3 * 5);
        states.AssertDisposed();
    });

    [Fact]
    public void A_run_within_a_call_has_states_of_its_own() => PoolTest.Run(2, static pool =>
    {
        var states = new States();
        int[] sums = Par.Range(0, 200).On(pool).WithMaxLength(1).Select(states.Make, (state, x) =>
        {
            using (state.Enter())
                return Par.Range(0, x).On(pool).WithMaxLength(1).Sum();
        }).ToArray();
        Assert.Equal(Enumerable.Range(0, 200).Select(static x => x * (x - 1) / 2), sums);
        states.AssertDisposed();
    });

    [Fact]
    public void Projected_items_keep_their_kind_and_their_order()
    {
        var tree = new RandomTree(42);
        Assert.Equal(
            Enumerable.Range(1, 300), Par.Range(0, 300).WithPolicy(tree).Select(static () => 1, static (one, x) => x + one).ToArray());
        Assert.Equal(
            ["n0", "n2", "n4"], Par.Range(0, 5).WithPolicy(tree).Where(static x => x % 2 == 0).Select(static () => "n", static (n, x) => n + x).ToArray());
        Assert.Equal(
            Enumerable.Range(0, 300).Sum(), Enumerable.Range(0, 300).ParBridge().Select(static () => 1L, static (one, x) => x * one).Sum());
    }

    [Fact]
    public void States_are_disposed_however_the_run_ended()
    {
        var states = new States();
        Assert.Throws<FormatException>(() => Par.Range(0, 1000).ForEach(states.Make, static (_, x) => Fail(x)));
        Assert.Throws<FormatException>(() => Par.Range(0, 1000).Select(states.Make, static (_, x) => Fail(x)).Sum());
        Assert.Equal("no", Par.Range(0, 1000).TryForEach(states.Make, static (_, x) => x == 500 ? Result.Error<Unit, string>("no") : Unit.Value, WhichError.First).Error);
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Par.Range(0L, long.MaxValue).WithCancellation(cancellation.Token).ForEach(states.Make, (_, x) =>
        {
            if (x == 100)
                cancellation.Cancel();
        }));
        Assert.InRange(states.Made.Count, 4, int.MaxValue);
        states.AssertDisposed();
    }

    [Fact]
    public void A_factory_that_throws_fails_the_run() =>
        Assert.Throws<TimeoutException>(static () => Par.Range(0, 10).Select<RangeSource<int>, int, Indexed, int, int>(static () => throw new TimeoutException(), static (_, x) => x).Sum());

    [Fact]
    public void A_state_that_cannot_be_disposed_fails_the_run_after_the_others_were() => PoolTest.Run(2, static pool =>
    {
        var states = new States { Failure = new TimeoutException() };
        using var both = new Barrier(2);
        // Both halves run at once, so there are two states.
        Assert.Same(states.Failure, Assert.Throws<TimeoutException>(() => Par.Range(0, 2).On(pool).WithMaxLength(1).ForEach(states.Make, (_, _) => Assert.True(both.SignalAndWait(PoolTest.Limit / 2)))));
        Assert.Equal(2, states.Made.Count);
        states.AssertDisposed();
        Assert.Throws<FormatException>(() => Par.Range(0, 1000).On(pool).ForEach(states.Make, static (_, x) => Fail(x)));
        states.AssertDisposed();
    });

    [Fact]
    public void Null_functions_are_named()
    {
        int[] items = [1];
        Assert.Equal("stateFactory", Assert.Throws<ArgumentNullException>(() => items.Par().ForEach((Func<int>)null!, static (_, _) => { })).ParamName);
        Assert.Equal("action", Assert.Throws<ArgumentNullException>(() => items.Par().ForEach(static () => 1, null!)).ParamName);
        Assert.Equal("stateFactory", Assert.Throws<ArgumentNullException>(() => items.Par().Select((Func<int>)null!, static (_, x) => x)).ParamName);
        Assert.Equal("selector", Assert.Throws<ArgumentNullException>(() => items.Par().Select(static () => 1, (Func<int, int, int>)null!)).ParamName);
        Assert.Equal("stateFactory", Assert.Throws<ArgumentNullException>(() => items.Par().TryForEach((Func<int>)null!, static (_, _) => Result.Ok<Unit, string>(default))).ParamName);
        Assert.Equal("function", Assert.Throws<ArgumentNullException>(() => items.Par().TryForEach(static () => 1, (Func<int, int, Result<Unit, string>>)null!)).ParamName);
    }

    private static int Fail(int x) => x == 500 ? throw new FormatException() : x;

    /// <summary>Makes states and remembers them.</summary>
    private sealed class States
    {
        public readonly ConcurrentBag<State> Made = [];

        public Exception? Failure { get; init; }

        public State Make()
        {
            var made = new State(Failure);
            Made.Add(made);
            return made;
        }

        public void AssertDisposed() => Assert.All(Made, static state => Assert.Equal(1, state.Disposals));
    }

    /// <summary>Notices two threads that are inside at the same time.</summary>
    private sealed class State(Exception? failure) : IDisposable
    {
        private int _inside;

        public int Disposals { get; private set; }

        public Visit Enter() => new(this);

        public T Through<T>(T value)
        {
            using (Enter())
                return value;
        }

        public void Dispose()
        {
            Disposals++;
            if (failure is not null)
                throw failure;
        }

        public readonly struct Visit : IDisposable
        {
            private readonly State _state;

            public Visit(State state)
            {
                Assert.Equal(1, Interlocked.Increment(ref state._inside));
                Assert.Equal(0, state.Disposals);
                _state = state;
            }

            public void Dispose() => Interlocked.Decrement(ref _state._inside);
        }
    }
}
