using System.Collections;

namespace Fearless.Tests.Failures;

public class SuppressedExceptionsTests
{
    [Fact]
    public void Further_failures_are_kept_in_order_and_once()
    {
        var primary = new IOException();
        var second = new FormatException();

        primary.Suppress(second);
        primary.Suppress(second);
        primary.Suppress(primary);
        primary.Suppress(new TimeoutException());

        Assert.Equal([typeof(FormatException), typeof(TimeoutException)], primary.GetSuppressed().Select(static exception => exception.GetType()));
    }

    [Theory]
    [InlineData(Trap.Null)]
    [InlineData(Trap.Throws)]
    [InlineData(Trap.ReadOnly)]
    [InlineData(Trap.Forgets)]
    public void An_exception_whose_data_cannot_be_written_to_keeps_them_too(Trap trap)
    {
        var primary = new TrapException(trap);

        primary.Suppress(new FormatException());
        primary.Suppress(new TimeoutException());

        Assert.Equal([typeof(FormatException), typeof(TimeoutException)], primary.GetSuppressed().Select(static exception => exception.GetType()));
    }

    [Fact]
    public void An_exception_that_was_alone_has_none() => Assert.Empty(new IOException().GetSuppressed());

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(static () => ((Exception)null!).GetSuppressed());

    public enum Trap
    {
        Null,
        Throws,
        ReadOnly,
        Forgets,
    }

    private sealed class TrapException(Trap trap) : Exception
    {
        public override IDictionary Data => trap switch
        {
            Trap.Null => null!,
            Trap.Throws => throw new InvalidOperationException(),
            Trap.ReadOnly => new System.Collections.ObjectModel.ReadOnlyDictionary<string, object>(new Dictionary<string, object>()),
            _ => new Hashtable(),
        };
    }
}
