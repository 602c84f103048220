using Fearless.Channels;

namespace Fearless.ModelTests.Channels;

/// <summary>A thread waits at one channel after the other, with the same entry: whoever ends its wait at the first one must be done with that
/// entry by then, for the two channels have no lock in common.</summary>
public class NextChannelTests
{
    public static TheoryData<string> All => ["bounded 1", "unbounded", "rendezvous"];

    [Theory, MemberData(nameof(All))]
    public void A_receiver_goes_to_the_next_channel(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        Model.Thread(
            () =>
            {
                Assert.Equal(1, rx1.Receive());
                Assert.Equal(2, rx2.Receive());
            },
            "receiver");
        tx1.Send(1);
        tx2.Send(2);
        Model.JoinAll();
    });

    [Theory, MemberData(nameof(All))]
    public void A_sender_goes_to_the_next_channel(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        Model.Thread(
            () =>
            {
                tx1.Send(1);
                tx2.Send(2);
            },
            "sender");
        Assert.Equal(1, rx1.Receive());
        Assert.Equal(2, rx2.Receive());
    });

    [Theory, MemberData(nameof(All))]
    public void A_selection_is_followed_by_one_of_the_next_channel(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        int sum = 0;
        Model.Thread(
            () =>
            {
                Select.Receive(rx1, value => sum += value).Biased().Run();
                Select.Receive(rx2, value => sum += value).Biased().Run();
            },
            "receiver");
        tx1.Send(1);
        tx2.Send(2);
        Model.JoinAll();
        Assert.Equal(3, sum);
    });

    [Theory, MemberData(nameof(All))]
    public void A_set_watches_both(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        Model.Thread(
            () =>
            {
                tx1.Send(1);
                tx2.Send(2);
            },
            "sender");
        using var set = new SelectSet();
        int sum = 0;
        set.Receive(rx1, value => sum += value);
        set.Receive(rx2, value => sum += value);
        set.Run();
        set.Run();
        Assert.Equal(3, sum);
    });

    [Fact]
    public void What_a_thread_gave_up_is_out_of_the_way_of_the_next_channel() => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create("rendezvous");
        var (tx2, rx2) = ChannelModelTests.Create("rendezvous");
        Model.Thread(
            () =>
            {
                rx1.TryReceive(out int first, TimeSpan.FromSeconds(1));
                Assert.InRange(first, 0, 1);
                Assert.Equal(2, rx2.Receive());
            },
            "receiver");
        tx1.TrySend(1);
        tx2.Send(2);
        Model.JoinAll();
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);
}
