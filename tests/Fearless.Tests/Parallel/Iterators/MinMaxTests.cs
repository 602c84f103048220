using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

public class MinMaxTests
{
    [Fact]
    public void Integers_give_what_LINQ_gives()
    {
        Check(Gen.SByte);
        Check(Gen.Byte);
        Check(Gen.Short);
        Check(Gen.UShort);
        Check(Gen.Int);
        Check(Gen.UInt);
        Check(Gen.Long);
        Check(Gen.ULong);
        Check(Gen.Char);
        Check(Gen.DateTime);
    }

    [Fact]
    public void Floating_point_numbers_with_NaN_and_zeros_of_both_signs_give_what_LINQ_gives()
    {
        double[] special = [double.NaN, 0.0, -0.0, 1, -1, double.PositiveInfinity, double.NegativeInfinity];
        Check(Gen.Int[0, special.Length - 1].Select(i => special[i]));
        Check(Gen.Double);
        Check(Gen.Int[0, special.Length - 1].Select(i => (float)special[i]));
        // Few special ones, so that most blocks have none, or one at the end of a vector or behind the last.
        Check(Gen.Int[0, 200].Select(i => i < special.Length ? special[i] : i - 100.5));
        Check(Gen.Int[0, 200].Select(i => i < special.Length ? (float)special[i] : i + 1));
        Check(Gen.Int[0, 20].Select(i => i < 2 ? special[i + 1] : i));
        Check(Gen.Int[0, 20].Select(i => i < 2 ? special[i + 1] : -i));
    }

    [Fact]
    public void Nulls_do_not_count()
    {
        Check(Gen.Int[0, 9].Select(static x => x < 3 ? null : x.ToString()));
        Check(Gen.Int[0, 9].Select(static x => x < 3 ? (int?)null : x));
        Assert.Null(new string?[] { null, null }.Par().Max());
        Assert.Null(Array.Empty<string>().Par().Min());
        Assert.Null(Array.Empty<int?>().Par().Max());
    }

    [Fact]
    public void Of_equal_items_the_first_is_kept()
    {
        Version[] items = [.. Enumerable.Range(0, 1000).Select(static x => new Version(x % 2, 0))];
        Gen.ULong.Sample(seed =>
        {
            Assert.Same(items[0], items.Par().WithPolicy(new RandomTree(seed)).Min());
            Assert.Same(items[1], items.Par().WithPolicy(new RandomTree(seed)).Max());
        });
    }

    [Fact]
    public void Nothing_has_no_extremum_if_the_type_cannot_be_null()
    {
        Assert.Equal(Message(() => Array.Empty<int>().Min()), Message(() => Array.Empty<int>().Par().Min()));
        Assert.Equal(Message(() => Array.Empty<double>().Max()), Message(() => Array.Empty<double>().Par().Max()));

        static string Message(Func<object> action) => Assert.Throws<InvalidOperationException>(action).Message;
    }

    private static void Check<T>(Gen<T> items) =>
        Gen.Select(items.Array[1, 200], RandomTree.Gen).Sample(
            static (values, tree) =>
            {
                Same(values.Min(), values.Par().WithPolicy(tree).Min());
                Same(values.Max(), values.Par().WithPolicy(tree).Max());
                Same(values.Min(), values.Par().WithPolicy(tree).Select(static x => x).Min());
                Same(values.Max(), values.Par().WithPolicy(tree).Where(static _ => true).Max());
            },
            iter: 60);

    // As texts, because zero and negative zero are equal as numbers.
    private static void Same<T>(T expected, T actual) => Assert.Equal($"{expected:R}", $"{actual:R}");
}
