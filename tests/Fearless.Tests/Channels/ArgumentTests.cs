using Fearless.Channels;

namespace Fearless.Tests.Channels;

/// <summary>A null is refused with the name of the argument, before anything happens.</summary>
public class ArgumentTests
{
    [Fact]
    public void Ends_and_what_is_built_on_them_refuse_null()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        Assert.Throws<ArgumentNullException>("other", () => tx.IsSameChannel(null!));
        Assert.Throws<ArgumentNullException>("other", () => rx.IsSameChannel(null!));
        Sender<int> noSender = null!;
        Receiver<int> noReceiver = null!;
        int[] values = [1];
        Assert.Throws<ArgumentNullException>("sender", () => noSender.TrySendMany(values, out _));
        Assert.Throws<ArgumentNullException>("sender", () => noSender.SendMany(values, out _));
        Assert.Throws<ArgumentNullException>("sender", () => noSender.SendMany(values, out _, TimeSpan.Zero));
        Assert.Throws<ArgumentNullException>("sender", () => { _ = noSender.SendManyAsync<int>(values); });
        Assert.Throws<ArgumentNullException>("receiver", () => noReceiver.TryReceiveMany(values, out _));
        Assert.Throws<ArgumentNullException>("receiver", () => noReceiver.ReceiveMany(values, out _));
        Assert.Throws<ArgumentNullException>("receiver", () => { _ = noReceiver.ReceiveManyAsync(values); });
        Assert.Throws<ArgumentException>("values", () => { _ = rx.ReceiveManyAsync(Memory<int>.Empty); });
        Assert.Throws<ArgumentNullException>("sender", () => noSender.Reserve());
        Assert.Throws<ArgumentNullException>("sender", () => noSender.TryReserve(out _));
        Assert.Throws<ArgumentNullException>("sender", () => noSender.TryReserve(out _, TimeSpan.Zero));
        Assert.Throws<ArgumentNullException>("sender", () => { _ = noSender.ReserveAsync(); });
        Assert.Throws<ArgumentNullException>("sender", () => { _ = noSender.TryReserveAsync(); });
        Assert.Throws<ArgumentNullException>("sender", () => noSender.AsChannelWriter());
        Assert.Throws<ArgumentNullException>("sender", () => { _ = noSender.SendAllAsync(AsyncEnumerable.Empty<int>()); });
        Assert.Throws<ArgumentNullException>("source", () => { _ = tx.SendAllAsync(null!); });
        Assert.Throws<ArgumentNullException>("receiver", () => noReceiver.AsChannelReader());
        Assert.Throws<ArgumentNullException>("source", () => ((IAsyncEnumerable<int>)null!).ToReceiver(1));
        Assert.Throws<ArgumentNullException>("reader", () => ((System.Threading.Channels.ChannelReader<int>)null!).ToReceiver(1));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => AsyncEnumerable.Empty<int>().ToReceiver(-1));
        Assert.Throws<ArgumentNullException>("subscription", () => Channel.Broadcast<int>(1).Topic.CountMissed(null!));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => Channel.BoundedPriority<int>(0));
        Assert.True(rx.IsEmpty);
    }

    [Fact]
    public void Selections_refuse_null_and_stay_as_they_were()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        using Selection selection = Select.Create();
        Assert.Throws<ArgumentNullException>("receiver", () => selection.Receive<int>(null!, static _ => { }));
        Assert.Throws<ArgumentNullException>("onReceived", () => selection.Receive(rx, null!));
        Assert.Throws<ArgumentNullException>("receiver", () => selection.Receive<int, int>(null!, 0, static (_, _) => { }));
        Assert.Throws<ArgumentNullException>("onReceived", () => selection.Receive(rx, 0, (Action<int, int>)null!));
        Assert.Throws<ArgumentNullException>("sender", () => selection.Send(null!, 1));
        Assert.Throws<ArgumentNullException>("sender", () => selection.SendWith(null!, static () => 1));
        Assert.Throws<ArgumentNullException>("make", () => selection.SendWith(tx, null!));
        Assert.Throws<ArgumentNullException>("sender", () => selection.SendWith<int, int>(null!, 0, static _ => 1));
        Assert.Throws<ArgumentNullException>("make", () => selection.SendWith(tx, 0, (Func<int, int>)null!));
        Assert.Throws<ArgumentNullException>("onNothing", () => selection.Default(null!));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => selection.Default(TimeSpan.FromSeconds(-2), static () => { }));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => selection.TryRun(TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = selection.TryRunAsync(TimeSpan.FromSeconds(-2)); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => selection.TryFindReady(out _, TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = selection.TryFindReadyAsync(TimeSpan.FromSeconds(-2)); });
        // There is no operation.
        Assert.Throws<InvalidOperationException>(() => selection.Run());
        Assert.Throws<ArgumentOutOfRangeException>(() => selection.Remove(0));
    }

    [Fact]
    public void Sets_refuse_null_and_stay_as_they_were()
    {
        var (tx, rx) = Channel.Bounded<int>(1);
        using var set = new SelectSet();
        Assert.Throws<ArgumentNullException>("receiver", () => set.Receive<int>(null!, static _ => { }));
        Assert.Throws<ArgumentNullException>("onReceived", () => set.Receive(rx, null!));
        Assert.Throws<ArgumentNullException>("receiver", () => set.Receive<int, int>(null!, 0, static (_, _) => { }));
        Assert.Throws<ArgumentNullException>("onReceived", () => set.Receive(rx, 0, (Action<int, int>)null!));
        Assert.Throws<ArgumentNullException>("sender", () => set.Send(null!, 1));
        Assert.Throws<ArgumentNullException>("sender", () => set.SendWith(null!, static () => 1));
        Assert.Throws<ArgumentNullException>("make", () => set.SendWith(tx, null!));
        Assert.Throws<ArgumentNullException>("sender", () => set.SendWith<int, int>(null!, 0, static _ => 1));
        Assert.Throws<ArgumentNullException>("make", () => set.SendWith(tx, 0, (Func<int, int>)null!));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => set.TryRun(TimeSpan.FromSeconds(-2)));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { _ = set.TryRunAsync(TimeSpan.FromSeconds(-2)); });
        Assert.Equal(0, set.Count);
        rx.Dispose();
        Assert.Throws<ObjectDisposedException>(() => set.Receive(rx, static _ => { }));
        Assert.Equal(0, set.Count);
    }
}
