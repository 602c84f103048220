using Fearless.Atomics;

namespace Fearless.Tests.Atomics;

public class AtomicIntTests
{
    private AtomicInt _value = new(5);

    [Fact]
    public void Compare_and_set_writes_only_over_the_expected_value()
    {
        Assert.False(_value.CompareAndSet(4, 7));
        Assert.True(_value.CompareAndSet(5, 7));
        Assert.Equal(7, _value.Read());
    }
}
