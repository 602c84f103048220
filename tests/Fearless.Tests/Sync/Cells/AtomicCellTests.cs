using Fearless.Sync;
using Fearless.Tests.Collections;
using Fearless.Tests.Parallel;

namespace Fearless.Tests.Sync.Cells;

public class AtomicCellTests
{
    [Fact]
    public void Any_type_is_read_written_exchanged_taken_compared_and_updated()
    {
        Check(true, false, true);
        Check((byte)1, (byte)2, true);
        Check((short)1, (short)-2, true);
        Check(1, -2, true);
        Check(1L, long.MinValue, true);
        Check(double.NaN, -0.5, true);
        Check('a', 'b', true);
        Check(DayOfWeek.Monday, DayOfWeek.Friday, true);
        Check<int?>(null, 7, true);
        Check((1, 2), (3, 4), true);
        Check(((byte)1, (short)2), ((byte)3, (short)4), true);
        Check(new Three(1, 2, 3), new Three(4, 5, 6), true);
        Check("a", "b", true);
        Check<string?>("a", null, true);
        Check(new OneReference("a"), new OneReference("b"), true);
        Check(("a", 1), ("b", 2), true);
        Check(("a", "b"), ("c", "d"), true);
        Check<object>(1, "x", true);
        Check(Guid.NewGuid(), Guid.NewGuid(), false);
        Check(1.5m, -2m, false);
        Check((1L, 2L, (byte)3), (4L, 5L, (byte)6), false);
        Check(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, false);
        Check(new Wide(1), new Wide(2), false);
    }

    [Fact]
    public void A_comparison_is_by_the_equality_of_the_type()
    {
        var text = new AtomicCell<string>(new string('x', 3));
        Assert.True(text.CompareAndSet("xxx", "y"));
        Assert.False(text.CompareExchange("xxx", "z", out string before));
        Assert.Equal("y", before);

        // Bytes that no field fills do not take part.
        var padded = new AtomicCell<Padded>(new Padded(1, 2));
        Assert.True(padded.CompareAndSet(new Padded(1, 2), new Padded(3, 4)));
        Assert.Equal(new Padded(3, 4), padded.Read());
    }

    [Fact]
    public void Code_of_the_user_that_throws_leaves_the_value_as_it_was()
    {
        foreach (bool large in new[] { false, true })
        {
            if (large)
                Throws(new AtomicCell<(Touchy, long, long)>((new Touchy(1), 2, 3)), (new Touchy(1), 2, 3));
            else
                Throws(new AtomicCell<Touchy>(new Touchy(1)), new Touchy(1));
        }

        static void Throws<T>(AtomicCell<T> cell, T value)
        {
            Assert.Throws<NotSupportedException>(() => cell.CompareAndSet(value, default!));
            Assert.Throws<NotSupportedException>(() => cell.Update(static _ => throw new NotSupportedException()));
            Assert.Throws<NotSupportedException>(() => cell.Update(1, static (_, _) => throw new NotSupportedException()));
            Assert.Equal(value!.ToString(), cell.Read()!.ToString());
            // And it is not left locked.
            cell.Write(default!);
            Assert.Equal(default(T)!.ToString(), cell.Exchange(value)!.ToString());
        }
    }

    [Fact]
    public void A_missing_delegate_is_refused()
    {
        var cell = new AtomicCell<int>(0);
        Assert.Equal("change", Assert.Throws<ArgumentNullException>(() => cell.Update(null!)).ParamName);
        Assert.Equal("change", Assert.Throws<ArgumentNullException>(() => cell.Update(1, null!)).ParamName);
    }

    [Fact]
    public void A_value_is_never_seen_half_replaced()
    {
        NeverTorn(static number => new Wide(number), static wide => wide.Check());
        NeverTorn(static number => (number, (object)number, -number), static value => value.Item1 == (int)value.Item2 && value.Item3 == -value.Item1);
        NeverTorn(static number => (number, -number), static value => value.Item1 == -value.Item2);
        NeverTorn(static number => (decimal)number / 7 * 1e10m, static value => value >= 0);

        static void NeverTorn<T>(Func<int, T> make, Func<T, bool> isWhole) => PoolTest.Guard(() =>
        {
            var cell = new AtomicCell<T>(make(0));
            int working = 2;
            ThreadScope.Run(scope =>
            {
                for (int writer = 0; writer < 2; writer++)
                {
                    scope.Spawn(writer, writer =>
                    {
                        for (int number = 0; number < 60_000; number++)
                        {
                            if (number % 3 == 0)
                                Assert.True(isWhole(cell.Exchange(make(number))));
                            else
                                cell.Write(make(number));
                        }
                        Interlocked.Decrement(ref working);
                    });
                }
                scope.Spawn(() =>
                {
                    while (Volatile.Read(ref working) > 0)
                        Assert.True(isWhole(cell.Read()), "A reader saw parts of two values.");
                });
            });
        });
    }

    [Fact]
    public void Racing_updates_and_comparisons_are_all_counted()
    {
        Counted(new AtomicCell<int>(0), static count => count + 1, static count => count);
        Counted(new AtomicCell<(object?, long)>((null, 0)), static value => ("x", value.Item2 + 1), static value => value.Item2);
        Counted(new AtomicCell<Wide>(new Wide(0)), static wide => new Wide(wide.Number + 1), static wide => wide.Number);
        Counted(new AtomicCell<string>(""), static text => $"{(text.Length == 0 ? 0 : int.Parse(text)) + 1}", static text => int.Parse(text));

        static void Counted<T>(AtomicCell<T> cell, Func<T, T> next, Func<T, long> count) => PoolTest.Guard(() =>
        {
            const int Each = 20_000;
            ThreadScope.Run(scope =>
            {
                for (int thread = 0; thread < 3; thread++)
                {
                    scope.Spawn(thread, thread =>
                    {
                        for (int round = 0; round < Each; round++)
                        {
                            if (thread > 0)
                            {
                                cell.Update(next);
                                continue;
                            }
                            T before = cell.Read();
                            while (!cell.CompareExchange(before, next(before), out before))
                            {
                            }
                        }
                    });
                }
            });
            Assert.Equal(3 * Each, count(cell.Read()));
        });
    }

    [Fact]
    public void Nothing_is_allocated_but_the_object_of_a_large_struct_with_references()
    {
        Assert.Equal(0, Use(1, 2));
        Assert.Equal(0, Use("a", "b"));
        Assert.Equal(0, Use(new OneReference("a"), new OneReference("b")));
        Assert.Equal(0, Use(new Wide(1), new Wide(2)));
        Assert.Equal(0, Use(Guid.Empty, Guid.Empty));

        var boxed = new AtomicCell<(string, int)>(("a", 1));
        Assert.Equal(0, Allocations.Of(() => boxed.Read()));
        Assert.Equal(100 * 32, Allocations.Of(() => boxed.Write(("b", 2))));

        static long Use<T>(T first, T second)
        {
            var cell = new AtomicCell<T>(first);
            return Allocations.Of(() =>
            {
                cell.Write(cell.Read());
                cell.Exchange(second);
                cell.Update(first, Keep<T>.State);
                cell.CompareAndSet(first, second);
            });
        }
    }

    [Fact]
    public void What_was_taken_is_not_kept_alive()
    {
        var cell = new AtomicCell<(object?, object?, int)>(default);
        WeakReference reference = WriteAndTake(cell);
        GC.Collect();
        Assert.False(reference.IsAlive);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference WriteAndTake(AtomicCell<(object?, object?, int)> cell)
        {
            object value = new();
            cell.Write((value, null, 1));
            Assert.Same(value, cell.Take().Item1);
            return new WeakReference(value);
        }
    }

    private static void Check<T>(T first, T second, bool lockFree)
    {
        var cell = new AtomicCell<T>(first);
        Assert.Equal(lockFree, cell.IsLockFree);
        Assert.Equal(first, cell.Read());
        cell.Write(second);
        Assert.Equal(second, cell.Read());
        Assert.Equal(second, cell.Exchange(first));
        Assert.False(cell.CompareExchange(second, second, out T before));
        Assert.Equal(first, before);
        Assert.True(cell.CompareExchange(first, second, out before));
        Assert.Equal(first, before);
        Assert.True(cell.CompareAndSet(second, first));
        Assert.Equal(second, cell.Update(value =>
        {
            Assert.Equal(first, value);
            return second;
        }));
        Assert.Equal(second, cell.Read());
        Assert.Equal(second, cell.Take());
        Assert.Equal(default, cell.Read());
    }

    // The compiler keeps a static lambda in a generic local function for one call only.
    private static class Keep<T>
    {
        public static readonly Func<T, T, T> State = static (_, state) => state;
    }

    private readonly record struct Three(byte A, byte B, byte C);

    private readonly record struct OneReference(string Text);

    private readonly record struct Padded(byte Small, int Large);

    private readonly record struct Wide(long Number)
    {
        private readonly long _a = Number * 3;
        private readonly long _b = -Number;
        private readonly long _c = Number ^ 0x55;
        private readonly byte _d = (byte)Number;

        public bool Check() => _a == Number * 3 && _b == -Number && _c == (Number ^ 0x55) && _d == (byte)Number;
    }

    private readonly struct Touchy(int number) : IEquatable<Touchy>
    {
        private readonly int _number = number;

        public bool Equals(Touchy other) => throw new NotSupportedException();

        public override bool Equals(object? obj) => throw new NotSupportedException();

        public override int GetHashCode() => _number;

        public override string ToString() => $"{_number}";
    }
}
