using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

/// <summary>Receivers that are enumerated to the end of their channel, and ends that are disposed of in the middle of a call.</summary>
public class EnumerationTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void An_enumeration_ends_with_the_channel_and_throws_its_error(bool isClosedWithError) => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Model.Thread(() => SendAndClose(tx, isClosedWithError), "sender");
        List<int> all = [];
        ThrowsOrEnds(isClosedWithError, () =>
        {
            foreach (int value in rx)
                all.Add(value);
        });
        Assert.Equal([1, 2], all);
    });

    [Theory, InlineData(false), InlineData(true)]
    public void A_task_that_enumerates_ends_with_the_channel_and_throws_its_error(bool isClosedWithError) => Check(() =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Model.Thread(() => SendAndClose(tx, isClosedWithError), "sender");
        List<int> all = [];
        ThrowsOrEnds(isClosedWithError, () => ModelTaskLoop.Run(async () =>
        {
            await foreach (int value in rx)
                all.Add(value);
        }));
        Assert.Equal([1, 2], all);
    });

    [Fact]
    public void Who_receives_from_an_end_that_another_disposes_of_is_told_so() => Check(static () =>
    {
        var (_, rx) = Channel.Bounded<int>(1);
        Model.Thread(rx.Dispose, "disposes");
        Assert.Throws<ObjectDisposedException>(() => rx.Receive());
    });

    [Fact]
    public void Who_sends_to_an_end_that_another_disposes_of_is_told_so() => Check(static () =>
    {
        var (tx, _) = Channel.Bounded<int>(1);
        tx.Send(1);
        Model.Thread(tx.Dispose, "disposes");
        Assert.Throws<ObjectDisposedException>(() => tx.Send(2));
    });

    private static void SendAndClose(Sender<int> tx, bool withError)
    {
        tx.Send(1);
        tx.Send(2);
        if (withError)
            tx.Close(new IOException());
        else
            tx.Dispose();
    }

    private static void ThrowsOrEnds(bool throws, Action enumerate)
    {
        if (throws)
            Assert.IsType<IOException>(Assert.Throws<ChannelDisconnectedException>(enumerate).InnerException);
        else
            enumerate();
    }

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);
}
