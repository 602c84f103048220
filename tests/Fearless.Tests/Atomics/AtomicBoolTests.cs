using System.Runtime.CompilerServices;
using Fearless.Atomics;

namespace Fearless.Tests.Atomics;

public class AtomicBoolTests
{
    private AtomicBool _value;
    private int _winners;

    [Fact]
    public void Starts_with_its_value_and_false_by_default()
    {
        Assert.False(_value.Read());
        Assert.True(new AtomicBool(true).Read());
    }

    [Fact]
    public void Both_writes_are_seen_by_both_reads()
    {
        _value.Write(true);
        Assert.True(_value.Read() && _value.ReadRelaxed());
        _value.WriteRelaxed(false);
        Assert.False(_value.Read() || _value.ReadRelaxed());
    }

    [Fact]
    public void Exchange_returns_the_value_before()
    {
        Assert.False(_value.Exchange(true));
        Assert.True(_value.Exchange(true));
        Assert.True(_value.Exchange(false));
        Assert.False(_value.Read());
    }

    [Fact]
    public void Compare_and_set_writes_only_over_the_expected_value()
    {
        Assert.False(_value.CompareAndSet(true, true));
        Assert.False(_value.Read());
        Assert.True(_value.CompareAndSet(false, true));
        Assert.True(_value.Read());
    }

    [Fact]
    public void One_of_several_threads_wins_each_time()
    {
        int losers = 0;
        Race.AssertTotal(
            () =>
            {
                if (_value.Exchange(true))
                    Interlocked.Increment(ref losers);
                else
                    Interlocked.Increment(ref _winners);
            },
            turns => Assert.Equal((1, turns - 1), (_winners, losers)));
    }

    [Fact]
    public void Takes_one_byte() => Assert.Equal(1, Unsafe.SizeOf<AtomicBool>());
}
