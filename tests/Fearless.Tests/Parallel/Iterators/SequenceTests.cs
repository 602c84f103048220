using System.Numerics;
using CsCheck;

namespace Fearless.Tests.Parallel.Iterators;

/// <summary>Sequences of integers of any type, against LINQ, from every end of their types.</summary>
public class SequenceTests
{
    [Fact]
    public void A_sequence_is_that_of_LINQ() =>
        Gen.Select(Gen.SByte, Gen.SByte, Gen.SByte, RandomTree.Gen).Sample(static (start, end, step, tree) =>
        {
            if (start == end || (step != 0 && start < end == step > 0))
                Assert.Equal(Enumerable.Sequence(start, end, step), Par.Sequence(start, end, step).WithPolicy(tree).ToArray());
            if (start <= end)
                Assert.Equal(Enumerable.Sequence(start, end, (sbyte)1), Par.Sequence(start, end).WithPolicy(tree).ToArray());
        });

    [Fact]
    public void Every_type_of_integer_has_all_its_values()
    {
        Whole<byte>(byte.MinValue, byte.MaxValue);
        Whole(sbyte.MinValue, sbyte.MaxValue);
        Whole(short.MinValue, short.MaxValue);
        Whole(ushort.MinValue, ushort.MaxValue);
        Whole(char.MinValue, char.MaxValue);
        Whole(int.MinValue, int.MaxValue);
        Whole(uint.MinValue, uint.MaxValue);
        Whole(long.MaxValue - 100, long.MaxValue);
        Whole(ulong.MaxValue - 100, ulong.MaxValue);
        Whole(nint.MaxValue - 100, nint.MaxValue);
        Whole(Int128.MinValue, Int128.MinValue + 100);
        Whole(UInt128.MaxValue - 100, UInt128.MaxValue);
        Whole(-BigInteger.Pow(10, 40), -BigInteger.Pow(10, 40) + 100);

        static void Whole<T>(T first, T last)
            where T : struct, IBinaryInteger<T>
        {
            long length = (long)(BigInteger.CreateChecked(last) - BigInteger.CreateChecked(first)) + 1;
            Assert.Equal([first, first + T.One], Par.Sequence(first, last).Take(2).ToArray());
            Assert.Equal([last - T.One, last], Par.Sequence(first, last).Skip(length - 2).ToArray());
            Assert.Equal([last - T.One, last], Par.Sequence(first, last, T.One).Skip(length - 2).ToArray());
        }
    }

    [Fact]
    public void A_step_may_be_as_long_as_the_way()
    {
        Assert.Equal([sbyte.MinValue, -1, 126], Par.Sequence(sbyte.MinValue, sbyte.MaxValue, sbyte.MaxValue).ToArray());
        Assert.Equal([sbyte.MaxValue, -1], Par.Sequence(sbyte.MaxValue, sbyte.MinValue, sbyte.MinValue).ToArray());
        Assert.Equal(['a', 'c', 'e'], Par.Sequence('a', 'f', '\u0002').ToArray());
    }

    [Fact]
    public void Steps_that_do_not_lead_to_the_end_are_refused_as_by_LINQ()
    {
        Refuses("endInclusive", 1, 0, 1);
        Refuses("endInclusive", 0, 1, -1);
        Refuses("step", 0, 1, 0);
        Assert.Equal([7], Par.Sequence(7, 7, 0).ToArray());
        Assert.Equal("endInclusive", Assert.Throws<ArgumentOutOfRangeException>(static () => Par.Sequence('b', 'a')).ParamName);

        static void Refuses(string argument, int start, int end, int step)
        {
            Assert.Equal(argument, Assert.Throws<ArgumentOutOfRangeException>(() => Enumerable.Sequence(start, end, step)).ParamName);
            Assert.Equal(argument, Assert.Throws<ArgumentOutOfRangeException>(() => Par.Sequence(start, end, step)).ParamName);
        }
    }

    [Fact]
    public void More_integers_than_a_long_counts_are_refused()
    {
        Assert.Equal("endInclusive", Assert.Throws<ArgumentOutOfRangeException>(static () => Par.Sequence(0L, long.MaxValue)).ParamName);
        Assert.Equal("endInclusive", Assert.Throws<ArgumentOutOfRangeException>(static () => Par.Sequence(ulong.MinValue, ulong.MaxValue)).ParamName);
        Assert.Equal([long.MaxValue], Par.Sequence(1L, long.MaxValue).Skip(long.MaxValue - 1).ToArray());
    }
}
