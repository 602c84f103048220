using Fearless.Channels;
using Fearless.Sync;

namespace Fearless.ModelTests.Channels;

/// <summary>A channel behind the reader of the platform: a wait takes what it is told of, and keeps it for whoever reads.</summary>
public class ReaderTests
{
    public static TheoryData<string> All => ["bounded 1", "rendezvous"];

    [Theory, MemberData(nameof(All))]
    public void Who_waits_reads_the_value_and_then_finds_the_end(string flavor) => Check(() =>
    {
        var (tx, rx) = ChannelModelTests.Create(flavor);
        var reader = new ReceiverReader<int>(rx);
        Model.Thread(
            () =>
            {
                tx.Send(1);
                tx.Dispose();
            },
            "sender");
        ModelTaskLoop.Run(async () =>
        {
            Assert.True(await reader.WaitToReadAsync());
            Assert.True(reader.TryRead(out int value));
            Assert.Equal(1, value);
            Assert.False(await reader.WaitToReadAsync());
        });
        Assert.True(reader.Completion.IsCompletedSuccessfully);
    });

    [Fact]
    public void A_value_that_is_looked_at_stays() => Check(static () =>
    {
        var (tx, rx) = ChannelModelTests.Create("bounded 1");
        var reader = new ReceiverReader<int>(rx);
        Model.Thread(() => tx.Send(1), "sender");
        bool isThere = reader.TryPeek(out int seen);
        Model.JoinAll();
        Assert.True(!isThere || seen == 1);
        Assert.True(reader.TryPeek(out seen) && reader.TryRead(out int value) && value == seen);
        Assert.False(reader.TryPeek(out _));
    });

    [Theory, MemberData(nameof(All))]
    public void A_value_is_read_whoever_waits_for_one(string flavor) => Check(() =>
    {
        var (tx, rx) = ChannelModelTests.Create(flavor);
        var reader = new ReceiverReader<int>(rx);
        Model.Thread(
            () =>
            {
                tx.Send(1);
                tx.Close(new IOException());
            },
            "sender");
        ModelTaskLoop.Run(async () =>
        {
            Assert.Equal(1, await reader.ReadAsync());
            await Assert.ThrowsAsync<System.Threading.Channels.ChannelClosedException>(async () => await reader.ReadAsync());
        });
        Assert.IsType<IOException>(reader.Completion.Exception!.InnerException);
    });

    [Fact]
    public void Two_that_wait_share_what_comes_and_both_find_the_end() => Check(static () =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        var reader = new ReceiverReader<int>(rx);
        int sum = 0;
        Model.Thread(
            () =>
            {
                tx.Send(7);
                tx.Dispose();
            },
            "sender");
        Model.Thread(ReadAll, "other");
        ReadAll();
        Model.JoinAll();
        Assert.Equal(7, sum);

        void ReadAll() => ModelTaskLoop.Run(async () =>
        {
            while (await reader.WaitToReadAsync())
            {
                while (reader.TryRead(out int value))
                    sum += value;
            }
        });
    });

    [Fact]
    public void A_value_that_was_looked_at_is_read_next() => Check(static () =>
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        var reader = new ReceiverReader<int>(rx);
        Model.Thread(() => tx.Send(7), "sender");
        if (!reader.TryPeek(out int value))
            return;
        Assert.Equal(7, value);
        Assert.True(reader.TryRead(out value));
        Assert.Equal(7, value);
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);
}
