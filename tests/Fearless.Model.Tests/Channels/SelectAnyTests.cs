using Fearless.Channels;

namespace Fearless.ModelTests.Channels;

/// <summary>Receiving from any of several channels: what is there is found, and who waits is woken.</summary>
public class SelectAnyTests
{
    [Theory, InlineData("bounded 1"), InlineData("unbounded"), InlineData("rendezvous")]
    public void A_receiver_of_any_is_woken_by_either(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        Model.Thread(() => tx1.Send(1), "sender 1");
        Model.Thread(() => tx2.Send(2), "sender 2");
        Receiver<int>[] receivers = [rx1, rx2];
        int sum = 0;
        for (int i = 0; i < 2; i++)
        {
            int from = Select.ReceiveAny(receivers, out int value);
            Assert.Equal(from + 1, value);
            sum += value;
        }
        Assert.Equal(3, sum);
    });

    [Fact]
    public void What_another_has_sent_before_is_found() => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create("bounded 1");
        var (tx2, rx2) = ChannelModelTests.Create("bounded 1");
        var sent = new AtomicBool();
        Model.Thread(
            () =>
            {
                tx2.TrySend(1);
                // Tells of it without any order of its own.
                sent.WriteRelaxed(true);
            },
            "sender");
        bool isSent = sent.ReadRelaxed();
        ReceiveResult result = Select.TryReceiveAny([rx1, rx2], out _, out _);
        if (isSent)
            Assert.Equal(ReceiveResult.Received, result);
        GC.KeepAlive(tx1);
    });

    [Fact]
    public void Room_that_another_has_made_before_is_found() => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create("bounded 1");
        var (tx2, rx2) = ChannelModelTests.Create("bounded 1");
        tx1.TrySend(0);
        tx2.TrySend(0);
        var received = new AtomicBool();
        Model.Thread(
            () =>
            {
                rx2.TryReceive(out _);
                // Tells of it without any order of its own.
                received.WriteRelaxed(true);
            },
            "receiver");
        bool isReceived = received.ReadRelaxed();
        SendResult result = Select.TrySendAny([tx1, tx2], 1, out _);
        if (isReceived)
            Assert.Equal(SendResult.Sent, result);
        GC.KeepAlive(rx1);
    });

    [Theory, InlineData("bounded 1"), InlineData("rendezvous")]
    public void A_sender_to_any_is_woken_by_either(string flavor) => Check(() =>
    {
        var (tx1, rx1) = ChannelModelTests.Create(flavor);
        var (tx2, rx2) = ChannelModelTests.Create(flavor);
        int got = 0;
        Model.Thread(() => got += rx2.Receive(), "receiver");
        tx1.TrySend(0);
        int to = Select.SendAny([tx1, tx2], 2);
        Model.JoinAll();
        Assert.Equal((1, 2), (to, got));
        GC.KeepAlive(rx1);
    });

    private static void Check(Action body) => Model.Check(body, ModelBudget.Bounded);
}
