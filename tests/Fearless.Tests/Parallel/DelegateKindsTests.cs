using System.Linq.Expressions;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Fearless.Scheduling;

namespace Fearless.Tests.Parallel;

/// <summary>A join takes its delegates apart where it can: every kind of delegate, and every kind of result, must survive that.</summary>
public class DelegateKindsTests
{
    public static TheoryData<bool> NotOrTaken => [false, true];

    [Fact]
    public void The_parts_of_this_runtimes_delegates_are_known() => Assert.True(DelegateParts.AreKnown);

    [Theory]
    [MemberData(nameof(NotOrTaken))]
    public void Functions_of_every_make_are_called(bool taken) => InPool(taken, () =>
    {
        var counter = new Counter { Value = 3 };
        Base derived = new Derived();
        IComparable<int> comparable = 5;
        (string Name, Func<int> Function, int Expected)[] makes =
        [
            ("lambda", static () => 1, 1),
            ("closure", () => counter.Value, 3),
            ("static method", StaticMethod, 2),
            ("method of a struct", counter.Get, 3),
            ("virtual method", derived.Get, 20),
            ("method of an interface", new Func<int, int>(comparable.CompareTo).Bind(5), 0),
            ("extension method", "four".Letters, 4),
            ("compiled expression", Expression.Lambda<Func<int>>(Expression.Constant(6)).Compile(), 6),
            ("dynamic method without an object", Dynamic(null), 7),
            ("dynamic method with an object", Dynamic("object"), 8),
            ("several", (Func<int>)StaticMethod + (() => 9), 9),
            ("of a generic method", Generic<string>, 10),
        ];
        foreach ((string name, Func<int> function, int expected) in makes)
        {
            Assert.Equal((name, expected, 0), (name, Par.Join(function, Zero).Left, 0));
            Assert.Equal((name, 0, expected), (name, 0, Par.Join(Zero, function).Right));
        }
    });

    [Theory]
    [MemberData(nameof(NotOrTaken))]
    public void Actions_of_every_make_are_called(bool taken) => InPool(taken, () =>
    {
        int calls = 0;
        Action one = () => Interlocked.Increment(ref calls);
        Par.Join(one + one + one, one);
        Par.Join(one, one + one);
        Par.Join(new Counter { Value = 1 }.Touch, StaticAction);
        Assert.Equal(7, calls);
    });

    [Theory]
    [MemberData(nameof(NotOrTaken))]
    public void Results_of_every_kind_come_back(bool taken) => InPool(taken, () =>
    {
        Returns(true);
        Returns('x');
        Returns((sbyte)-1);
        Returns(ushort.MaxValue);
        Returns(long.MinValue);
        Returns(nint.MaxValue);
        Returns(1.5f);
        Returns(-2.5);
        Returns("text");
        Returns<object?>(null);
        Returns(DayOfWeek.Friday);
        Returns(1.5m);
        Returns(Guid.NewGuid());
        Returns(new DateTime(2020, 2, 2));
        Returns((1, 2L, "three"));
        Returns<int?>(4);
        Returns(new string[] { "array" });

        static void Returns<T>(T value)
        {
            Assert.Equal((value, value), Par.Join(() => value, () => value));
            Assert.Equal((value, 1), Par.Join(() => value, () => 1));
            Assert.Equal((1, value), Par.Join(() => 1, () => value));
            Assert.Equal((value, "right"), Par.Join(() => value, () => "right"));
            Assert.Equal(("left", value), Par.Join(() => "left", () => value));
        }
    });

    [Theory]
    [MemberData(nameof(NotOrTaken))]
    public void States_of_every_kind_go_in_and_results_of_every_kind_come_back(bool taken) => InPool(taken, () =>
    {
        StateGoes(7);
        StateGoes("state");
        StateGoes<object?>(null);
        StateGoes((2, "pair"));
        StateGoes(Guid.NewGuid());

        static void StateGoes<TState>(TState state)
        {
            ResultReturns(state, 8);
            ResultReturns(state, "result");
            ResultReturns<TState, object?>(state, null);
            ResultReturns(state, (3, "triple", 4L));
            int seen = 0;
            Par.Join((state, (object)"box"), both => See(both.state), state, See);
            Par.Join(state, See, state, See);
            Assert.Equal(4, seen);

            void See(TState each)
            {
                Assert.Equal(state, each);
                Interlocked.Increment(ref seen);
            }
        }

        static void ResultReturns<TState, TResult>(TState state, TResult result)
        {
            Assert.Equal((result, result), Par.Join(state, Returned, state, Returned));
            Assert.Equal((result, 1), Par.Join(state, Returned, "other", static other => other == "other" ? 1 : 2));
            Assert.Equal(("right", result), Par.Join(state, _ => "right", state, Returned));

            TResult Returned(TState each)
            {
                Assert.Equal(state, each);
                return result;
            }
        }
    });

    [Fact]
    public void Code_that_can_be_unloaded_is_not_while_a_join_may_call_it() => InPool(taken: false, () =>
    {
        WeakReference code = null!;
        Assert.Equal((true, 8), Joined(ref code));

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        static (bool, int) Joined(ref WeakReference code)
        {
            WeakReference made = null!;
            Func<int> function = Made(ref made);
            code = made;
            return Par.Join(() => StaysAfterCollection(made), function);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static Func<int> Made(ref WeakReference code)
        {
            Func<int> function = Dynamic("object");
            code = new WeakReference(DelegateParts.Owner(function));
            return function;
        }

        static bool StaysAfterCollection(WeakReference code)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return code.IsAlive;
        }
    });

    [Fact]
    public void Failures_of_delegates_in_parts_are_rethrown_as_they_were() => InPool(taken: true, () =>
    {
        var failure = new IOException("as it was");
        Assert.Same(failure, Assert.Throws<IOException>(() => Par.Join(() => throw failure, () => { })));
        Assert.Same(failure, Assert.Throws<IOException>(() => Par.Join(() => 1, new Func<int>(() => throw failure))));
    });

    private static int Zero() => 0;

    private static int StaticMethod() => 2;

    private static void StaticAction()
    {
    }

    private static int Generic<T>() => typeof(T) == typeof(string) ? 10 : -1;

    private static Func<int> Dynamic(object? target)
    {
        var method = new DynamicMethod("Dynamic", typeof(int), target is null ? [] : [typeof(string)]);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldc_I4, target is null ? 7 : 8);
        code.Emit(OpCodes.Ret);
        return target is null ? method.CreateDelegate<Func<int>>() : method.CreateDelegate<Func<int>>(target);
    }

    /// <summary>With one worker each runs its own forks; otherwise every fork is moved to the heap, and most are taken.</summary>
    private static void InPool(bool taken, Action body) => PoolTest.Run(taken ? 2 : 1, pool =>
    {
        for (int round = 0; round < (taken ? 20 : 1); round++)
        {
            pool.Install(() =>
            {
                if (taken)
                    Worker.Current!.WantPublish();
                body();
            });
        }
    });

    private struct Counter
    {
        public int Value;

        public readonly int Get() => Value;

        public void Touch() => Value++;
    }

    private class Base
    {
        public virtual int Get() => 10;
    }

    private sealed class Derived : Base
    {
        public override int Get() => 20;
    }
}

/// <summary>Makes functions without arguments.</summary>
internal static class Functions
{
    public static int Letters(this string text) => text.Length;

    public static Func<int> Bind(this Func<int, int> function, int argument) => () => function(argument);
}
