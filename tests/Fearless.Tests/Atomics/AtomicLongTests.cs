using Fearless.Atomics;

namespace Fearless.Tests.Atomics;

public class AtomicLongTests
{
    private AtomicLong _value = new(5);

    [Fact]
    public void Starts_with_its_value_and_zero_by_default()
    {
        Assert.Equal(5, _value.Read());
        Assert.Equal(0, default(AtomicLong).Read());
    }

    [Fact]
    public void Both_writes_are_seen_by_both_reads()
    {
        _value.Write(6);
        Assert.Equal((6, 6), (_value.Read(), _value.ReadRelaxed()));
        _value.WriteRelaxed(7);
        Assert.Equal((7, 7), (_value.Read(), _value.ReadRelaxed()));
    }

    [Fact]
    public void Compare_and_set_writes_only_over_the_expected_value()
    {
        Assert.False(_value.CompareAndSet(4, 7));
        Assert.Equal(5, _value.Read());
        Assert.True(_value.CompareAndSet(5, 7));
        Assert.Equal(7, _value.Read());
    }

    [Fact]
    public void Compare_exchange_returns_the_value_before_whether_it_wrote_or_not()
    {
        Assert.Equal(5, _value.CompareExchange(4, 7));
        Assert.Equal(5, _value.Read());
        Assert.Equal(5, _value.CompareExchange(5, 7));
        Assert.Equal(7, _value.Read());
    }

    [Fact]
    public void Exchange_returns_the_value_before()
    {
        Assert.Equal(5, _value.Exchange(9));
        Assert.Equal(9, _value.Read());
    }

    [Fact]
    public void Arithmetic_returns_the_value_after_and_wraps_around()
    {
        Assert.Equal(8, _value.Add(3));
        Assert.Equal(9, _value.Increment());
        Assert.Equal(8, _value.Decrement());
        _value.Write(long.MaxValue);
        Assert.Equal(long.MinValue, _value.Increment());
        Assert.Equal(long.MaxValue, _value.Decrement());
    }

    [Fact]
    public void Keeps_all_64_bits()
    {
        const long Wide = 0x0123_4567_89AB_CDEF;
        _value.Write(Wide);
        Assert.Equal(Wide, _value.Read());
        Assert.Equal(Wide, _value.CompareExchange(Wide, ~Wide));
        Assert.Equal(~Wide, _value.And(-1));
        Assert.Equal(~Wide, _value.ReadRelaxed());
    }

    [Fact]
    public void Bit_operations_return_the_value_before()
    {
        Assert.Equal(0b101, _value.Or(0b010));
        Assert.Equal(0b111, _value.And(0b011));
        Assert.Equal(0b011, _value.Read());
    }

    [Fact]
    public void No_increment_of_any_thread_is_lost() => Race.AssertTotal(() => _value.Increment(), turns => Assert.Equal(5 + turns, _value.Read()));

    [Fact]
    public void Xor_flips_and_max_and_min_write_only_what_is_beyond()
    {
        var x = new AtomicLong(0b0110);
        Assert.Equal(0b0110, x.Xor(0b0011));
        Assert.Equal(0b0101, x.Max(3));
        Assert.Equal(0b0101, x.Read());
        Assert.Equal(5, x.Max(9));
        Assert.Equal(9, x.Min(10));
        Assert.Equal(9, x.Min(-2));
        Assert.Equal(-2, x.Read());
    }

    [Fact]
    public void Racing_xors_and_maxima_lose_nothing()
    {
        var cells = new AtomicLong[3];
        ThreadScope.Run(scope =>
        {
            for (int thread = 0; thread < 3; thread++)
            {
                scope.Spawn(thread, thread =>
                {
                    for (int i = 0; i <= 60_000; i++)
                    {
                        cells[0].Xor(1 << thread);
                        cells[1].Max((i * 3) + thread);
                        cells[2].Min((i * -3) - thread);
                    }
                });
            }
        });
        Assert.Equal((0b111, 180_002, -180_002), (cells[0].Read(), cells[1].Read(), cells[2].Read()));
    }
}
