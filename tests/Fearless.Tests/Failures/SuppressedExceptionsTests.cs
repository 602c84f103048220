using System.Collections;
using Fearless.Tests.Sync;

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

    [Fact]
    public void Failures_that_are_equal_are_all_kept()
    {
        var primary = new EqualException();
        Exception[] further = [new EqualException(), new EqualException()];
        foreach (Exception exception in further)
            primary.Suppress(exception);
        Assert.Equal(2, primary.GetSuppressed().Count);
        Assert.Same(further[1], primary.GetSuppressed()[1]);
    }

    [Fact]
    public void An_exception_whose_equality_throws_is_kept()
    {
        var primary = new IncomparableException();
        primary.Suppress(new IncomparableException());
        primary.Suppress(new IncomparableException());
        Assert.Equal(2, primary.GetSuppressed().Count);
    }

    [Fact]
    public void Data_that_waits_for_another_failure_to_be_kept_does_not_block_it()
    {
        using var kept = new ManualResetEventSlim();
        var slow = new WaitingDataException(kept);
        TestThread thread = TestThread.Start(() => slow.Suppress(new IOException()));
        TestThread.Until(() => slow.Waits, "the data is asked for");

        TestThread other = TestThread.Start(() => new InvalidOperationException().Suppress(new IOException()));
        other.Join();
        kept.Set();
        thread.Join();

        Assert.Single(slow.GetSuppressed());
    }

    [Fact]
    public void An_interrupted_thread_keeps_its_failures_and_its_interrupt()
    {
        const int Threads = 4;
        const int Failures = 200;
        var primary = new IOException();
        TestThread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => TestThread.Start(() =>
        {
            for (int i = 0; i < Failures; i++)
            {
                Thread.CurrentThread.Interrupt();
                // With a message of its own: to look one up takes a lock of .NET's, where the interrupt would come up.
                primary.Suppress(new TimeoutException("The message."));
            }
            Assert.Throws<ThreadInterruptedException>(static () => Thread.Sleep(1));
        }))];
        foreach (TestThread thread in threads)
            thread.Join();

        Assert.Equal(Threads * Failures, primary.GetSuppressed().Count);
    }

    private sealed class EqualException : Exception
    {
        public override bool Equals(object? obj) => obj is EqualException;

        public override int GetHashCode() => 0;
    }

    private sealed class IncomparableException : Exception
    {
        public override bool Equals(object? obj) => throw new NotSupportedException();

        public override int GetHashCode() => throw new NotSupportedException();
    }

    private sealed class WaitingDataException(ManualResetEventSlim happened) : Exception
    {
        private volatile bool _waits;

        public bool Waits => _waits;

        public override IDictionary Data
        {
            get
            {
                _waits = true;
                Assert.True(happened.Wait(TestThread.Patience));
                return base.Data;
            }
        }
    }

    private sealed class SealedDataException : Exception
    {
        public override IDictionary Data => throw new NotSupportedException();
    }
}
