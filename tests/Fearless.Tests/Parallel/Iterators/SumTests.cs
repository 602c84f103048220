using System.Numerics;
using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

public class SumTests
{
    [Fact]
    public void Integers_of_every_width_give_their_exact_sum()
    {
        Check(Gen.SByte, static x => x);
        Check(Gen.Byte, static x => x);
        Check(Gen.Short, static x => x);
        Check(Gen.UShort, static x => x);
        Check(Gen.Int, static x => x);
        Check(Gen.UInt, static x => x);
        Check(Gen.Long, static x => x);
        Check(Gen.ULong, static x => x);
        Check(Gen.Long.Select(static x => (nint)x), static x => x);
        Check(Gen.ULong.Select(static x => (nuint)x), static x => x);
        Check(Gen.Long.Select(static x => (Int128)x), static x => x);
        Check(Gen.Int.Select(static x => (BigInteger)x), static x => x);
        Check(Gen.Int.Select(static x => (decimal)x), static x => (BigInteger)x);
    }

    [Fact]
    public void Small_integers_give_what_LINQ_gives() =>
        Gen.Select(Gen.Int[-1000, 1000].Array[0, 300], RandomTree.Gen).Sample(static (items, tree) =>
        {
            Assert.Equal(items.Sum(), items.Par().WithPolicy(tree).Sum());
            Assert.Equal(items.Sum(static x => (long)x), items.Par().WithPolicy(tree).Sum(static x => (long)x));
            Assert.Equal(items.Sum(static x => (decimal)x), items.Par().WithPolicy(tree).Sum(static x => (decimal)x));
        });

    [Fact]
    public void Floating_point_sums_are_those_of_LINQ_up_to_rounding() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[0, 300], RandomTree.Gen).Sample(static (items, tree) =>
        {
            Assert.Equal(items.Sum(), items.Par().WithPolicy(tree).Sum(), 1e-6);
            Assert.Equal(items.Sum(), items.Par().WithPolicy(tree).Select(static x => x).Sum(), 1e-6);
            float[] floats = [.. items.Select(static x => (float)x)];
            float expected = floats.Sum();
            Assert.Equal(expected, floats.AsSpan().Par().WithPolicy(tree).Sum(), Math.Max(1e-3f, Math.Abs(expected) * 1e-6f));
        });

    [Theory]
    [InlineData(double.NaN, 1.0)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(double.MaxValue, double.MaxValue)]
    public void NaN_and_infinities_come_out_as_in_LINQ(double first, double second)
    {
        foreach (int gap in (int[])[0, 5, 100])
        {
            double[] items = [first, .. new double[gap], second];
            Assert.Equal(items.Sum(), items.Par().Sum());
            Assert.Equal(items.Sum(), items.Par().Select(static x => x).Sum());
        }
    }

    [Fact]
    public void A_sum_of_floats_that_is_too_great_is_infinite_as_in_LINQ()
    {
        float[] items = [float.MaxValue, float.MaxValue, float.MaxValue];
        Assert.Equal(items.Sum(), items.Par().Sum());
    }

    [Fact]
    public void A_sum_that_does_not_fit_throws()
    {
        Assert.Throws<OverflowException>(() => new[] { int.MaxValue, 1 }.Par().Sum());
        Assert.Throws<OverflowException>(() => Enumerable.Repeat(long.MaxValue, 100).ToArray().Par().Sum());
        Assert.Throws<OverflowException>(() => Enumerable.Repeat(long.MinValue, 100).ToArray().Par().Select(static x => x).Sum());
        Assert.Throws<OverflowException>(() => new byte[] { 200, 56 }.Par().Sum());
        Assert.Throws<OverflowException>(() => new[] { decimal.MaxValue, 1 }.Par().Sum());
        Assert.Throws<OverflowException>(() => new[] { Int128.MaxValue, 1 }.Par().Sum());
    }

    [Fact]
    public void A_sum_that_fits_does_not_throw_whatever_lies_on_the_way_to_it()
    {
        int[] items = [int.MaxValue, int.MaxValue, int.MinValue, int.MinValue, 2];
        Assert.Throws<OverflowException>(() => items.Sum());
        Assert.Equal(0, items.Par().Sum());

        long[] wide = [.. Enumerable.Repeat(long.MaxValue, 40), .. Enumerable.Repeat(-long.MaxValue, 40), 5];
        Assert.Equal(5, wide.Par().Sum());
        Assert.Equal(5, wide.Par().Select(static x => x).Sum());
    }

    [Fact]
    public void Nothing_sums_to_zero()
    {
        Assert.Equal(0, Array.Empty<int>().Par().Sum());
        Assert.Equal(0.0, Span<double>.Empty.Par().Sum());
        Assert.Equal(0m, new List<decimal>().Par().Sum());
    }

    private static void Check<T>(Gen<T> items, Func<T, BigInteger> widen)
        where T : INumberBase<T> =>
        Gen.Select(items.Array[0, 200], RandomTree.Gen).Sample(
            (values, tree) =>
            {
                BigInteger expected = values.Aggregate(BigInteger.Zero, (sum, x) => sum + widen(x));
                try
                {
                    // Through memory, where the sum is vectorised, and through a stage, where it is not.
                    Assert.Equal(expected, widen(values.Par().WithPolicy(tree).Sum()));
                    Assert.Equal(expected, widen(values.Par().WithPolicy(tree).Select(static x => x).Sum()));
                }
                catch (OverflowException)
                {
                    Assert.Throws<OverflowException>(() => T.CreateChecked(expected));
                    Assert.Throws<OverflowException>(() => values.Par().WithPolicy(tree).Sum());
                    Assert.Throws<OverflowException>(() => values.Par().WithPolicy(tree).Select(static x => x).Sum());
                }
            },
            iter: 60);
}
