using System.Collections;

namespace Fearless.Tests.Failures;

public class SuppressedExceptionsTests
{
    [Fact]
    public void An_exception_that_was_thrown_alone_has_none_suppressed() => Assert.Empty(new InvalidOperationException().GetSuppressed());

    [Fact]
    public void Further_failures_are_kept_in_the_order_in_which_they_came()
    {
        var primary = new InvalidOperationException("first");
        Exception[] further = [new IOException("second"), new TimeoutException("third"), new ArgumentException("fourth")];
        foreach (Exception exception in further)
            primary.Suppress(exception);
        Assert.Equal(further, primary.GetSuppressed());
    }

    [Fact]
    public void Further_failures_show_in_the_data_where_loggers_look()
    {
        var primary = new InvalidOperationException("first");
        primary.Suppress(new IOException("the disk"));
        Assert.Contains("the disk", primary.Data[SuppressedExceptions.DataKey]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_does_not_suppress_itself()
    {
        var primary = new InvalidOperationException();
        primary.Suppress(primary);
        Assert.Empty(primary.GetSuppressed());
    }

    [Fact]
    public void Data_that_someone_else_put_under_the_key_is_not_taken_for_failures()
    {
        var primary = new InvalidOperationException();
        primary.Data[SuppressedExceptions.DataKey] = "mine";
        Assert.Empty(primary.GetSuppressed());
    }

    [Fact]
    public void Null_is_refused() =>
        Assert.Equal("exception", Assert.Throws<ArgumentNullException>(static () => SuppressedExceptions.GetSuppressed(null!)).ParamName);

    [Fact]
    public void An_exception_whose_data_cannot_be_written_still_keeps_them()
    {
        var primary = new SealedDataException();
        var further = new IOException();
        primary.Suppress(further);
        Assert.Equal([further], primary.GetSuppressed());
    }

    [Fact]
    public void A_failure_that_arrives_twice_is_kept_once()
    {
        var primary = new InvalidOperationException();
        var further = new IOException();
        primary.Suppress(further);
        primary.Suppress(further);
        Assert.Equal([further], primary.GetSuppressed());
    }

    private sealed class SealedDataException : Exception
    {
        public override IDictionary Data => throw new NotSupportedException();
    }
}
