using System.Diagnostics;
using Fearless.Channels;
using Fearless.Tests.Sync;
using PlatformChannel = System.Threading.Channels.Channel;

namespace Fearless.Tests.Channels.Losses;

/// <summary>Every message is delivered, returned to its sender, or disposed: exactly one of these, once, whatever is cancelled, times out
/// or closes at any moment. And nobody sleeps beside what it waits for: half of the parties wait without an end. A second and a half for
/// each flavour; <c>FEARLESS_SOAK=2</c> makes it two minutes, and shows a table at the end.</summary>
public class LostMessageTests(LossTable table) : IClassFixture<LossTable>
{
    private const int Senders = 3;
    private const int Receivers = 3;

    public static TheoryData<string> All => [.. Flavors.All, "lossy-DropOldest 2", "lossy-DropNewest 2", "lossy-DropSent 2"];

    [Theory, MemberData(nameof(All))]
    public void No_message_is_lost_or_doubled(string flavor)
    {
        long start = Stopwatch.GetTimestamp();
        var seed = new Random(Environment.TickCount);
        var tally = new Tally();
        while (Stopwatch.GetElapsedTime(start) < LossTable.Duration)
            Round(flavor, seed.Next(), tally);
        Assert.True(tally.Delivered > 0, "Nothing was delivered.");
        // Each one ended in one way, or the round has failed.
        table.Add(flavor, tally.Delivered + tally.Returned + tally.Disposed, tally.Delivered, tally.Returned, tally.Disposed, lost: 0);
    }

    /// <summary>Asserts nothing: it says beside the others what the platform's channels lose to the same cancellations.</summary>
    [Theory]
    [InlineData("bounded 1")]
    [InlineData("unbounded")]
    [InlineData("rendezvous")]
    public async Task What_the_platform_loses_is_counted_beside_it(string flavor)
    {
        long start = Stopwatch.GetTimestamp();
        var channel = flavor switch
        {
            "unbounded" => PlatformChannel.CreateUnbounded<int>(),
            "rendezvous" => PlatformChannel.CreateBounded<int>(0),
            _ => PlatformChannel.CreateBounded<int>(1),
        };
        using var canceller = new Canceller();
        TestThread cancelling = TestThread.Start(() => canceller.Run(1));
        long received = 0;
        Task receiver = Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    await channel.Reader.ReadAsync(canceller.Token);
                    received++;
                }
                catch (OperationCanceledException)
                {
                }
                catch (System.Threading.Channels.ChannelClosedException)
                {
                    return;
                }
            }
        });
        long sent = 0;
        while (Stopwatch.GetElapsedTime(start) < LossTable.Duration)
        {
            await channel.Writer.WriteAsync(0);
            // One without a bound would fill the memory.
            if (++sent % 64 == 0)
                await Task.Yield();
            while (flavor == "unbounded" && channel.Reader.Count > 10_000)
                await Task.Delay(1);
        }
        channel.Writer.Complete();
        await receiver.WaitAsync(TestThread.Patience);
        canceller.Stop();
        cancelling.Join();
        table.Add($"System.Threading.Channels, {flavor}", sent, received, returned: 0, disposed: 0, lost: sent - received);
    }

    private static void Round(string flavor, int seed, Tally tally)
    {
        var (tx, rx) = Flavors.Create<Message>(flavor);
        var random = new Random(seed);
        int perSender = random.Next(1, 60);
        using var canceller = new Canceller();
        var parties = new List<TestThread>();
        var messages = new Message[Senders][];
        for (int n = 0; n < Senders; n++)
        {
            Message[] mine = messages[n] = [.. Enumerable.Range(0, perSender).Select(static _ => new Message())];
            var party = new Party(random, canceller);
            Sender<Message> end = tx.Clone();
            parties.Add(TestThread.Start(() => Run(SendAll(end, mine, party))));
        }
        for (int n = 0; n < Receivers; n++)
        {
            Receiver<Message> end = rx.Clone();
            var party = new Party(random, canceller);
            int enough = random.Next(4) == 0 ? random.Next(perSender) : int.MaxValue;
            parties.Add(TestThread.Start(() => Run(ReceiveAll(end, enough, party))));
        }
        switch (random.Next(6))
        {
            case 0:
                Sender<Message> closing = tx.Clone();
                parties.Add(TestThread.Start(() => CloseAndDispose(closing, () => closing.Close(new IOException("by a sender")))));
                break;
            case 1:
                Receiver<Message> ending = rx.Clone();
                parties.Add(TestThread.Start(() => CloseAndDispose(ending, () => ending.Close(new IOException("by a receiver")))));
                break;
        }
        tx.Dispose();
        rx.Dispose();
        TestThread cancelling = TestThread.Start(() => canceller.Run(seed));
        foreach (TestThread party in parties)
            party.Join();
        canceller.Stop();
        cancelling.Join();
        foreach (Message message in messages.SelectMany(static part => part))
        {
            tally.Count(message);
            Assert.True(message.Ends == 1, $"{flavor}, seed {seed}: {message}");
        }

        void CloseAndDispose(IDisposable end, Action close)
        {
            for (int pause = seed % 2000; pause > 0; pause--)
                Thread.SpinWait(10);
            close();
            end.Dispose();
        }
    }

    private static void Run(Task task) => Assert.True(task.Wait(TestThread.Patience), "A task hangs.");

    private static async Task SendAll(Sender<Message> end, Message[] messages, Party party)
    {
        if (party.Random.Next(2) == 0)
            await Task.Yield();
        using (end)
        {
            for (int at = 0; at < messages.Length;)
            {
                (int tried, int sent) = await SendSome(end, messages, at, party);
                foreach (Message message in messages.AsSpan(at + sent, tried - sent))
                    message.Return();
                at += tried;
            }
        }
    }

    // How many messages it was tried with, and how many of them were sent.
    private static async Task<(int Tried, int Sent)> SendSome(Sender<Message> end, Message[] messages, int at, Party party)
    {
        Message message = messages[at];
        Memory<Message> batch = messages.AsMemory(at, Math.Min(party.Random.Next(1, 5), messages.Length - at));
        switch (party.Random.Next(18))
        {
            case 0:
                return One(end.TrySend(message));
            case 1:
                return One(end.TrySend(message, party.Timeout, party.Token));
            case 2:
                return One(end.TrySend(message, party.Deadline, party.Token));
            case 3:
                return One(await end.TrySendAsync(message, party.Token));
            case 4:
                return One(await end.TrySendAsync(message, party.Timeout, party.Token));
            case 5:
                return One(await end.TrySendAsync(message, party.Deadline, party.Token));
            case 6:
                return One(await ResultOf(async () => await end.SendAsync(message, party.Token)));
            case 7:
                return One(await ResultOf(() => { end.Send(message, party.Token); return Task.CompletedTask; }));
            case 8:
                return One(await SelectToSend(end, message, party, static (selection, party) => new(selection.TryRun(party.Timeout, party.Token))));
            case 9:
                return One(await SelectToSend(end, message, party, static (selection, party) => selection.TryRunAsync(party.Deadline, party.Token)));
            case 10:
                return One(await MakeWhenThereIsRoom(end, message, party));
            case 11:
                return One(await SetToSend(end, message, party));
            case 12:
                return One(SendWithPermit(end.TryReserve, end, message, party));
            case 13:
                return One(await SendWithAwaitedPermit(end, message, party));
            case 14:
                end.SendMany(batch.Span, out int count, party.Deadline, party.Token);
                return (batch.Length, count);
            case 15:
                return (batch.Length, (await end.SendManyAsync<Message>(batch, party.Deadline, party.Token)).Count);
            case 16:
                return One(await ResultOf(async () => await end.AsChannelWriter().WriteAsync(message, party.Token)));
            default:
                using (Sender<Message> strong = end.CreateWeak().TryUpgrade()!)
                    return One(strong.TrySend(message, party.Timeout, party.Token));
        }

        static (int Tried, int Sent) One(SendResult result) => (1, result == SendResult.Sent ? 1 : 0);
    }

    private static async Task<SendResult> ResultOf(Func<Task> send)
    {
        try
        {
            await send();
            return SendResult.Sent;
        }
        catch (OperationCanceledException)
        {
            return SendResult.Cancelled;
        }
        catch (Exception exception) when (exception is ChannelDisconnectedException or System.Threading.Channels.ChannelClosedException)
        {
            return SendResult.Disconnected;
        }
    }

    private static async Task<SendResult> SelectToSend(
        Sender<Message> end, Message message, Party party, Func<Selection, Party, ValueTask<SelectResult>> run)
    {
        var sent = SendResult.TimedOut;
        using Selection selection = Select.Send(end, message, () => sent = SendResult.Sent, () => sent = SendResult.Disconnected);
        await run(selection, party);
        return sent;
    }

    private static async Task<SendResult> MakeWhenThereIsRoom(Sender<Message> end, Message message, Party party)
    {
        var sent = SendResult.TimedOut;
        // What was made and not sent is this sender's again.
        Selection selection = Select.SendWith(
            end, () => message, () => sent = SendResult.Sent, () => sent = SendResult.Disconnected, static _ => { });
        SendResult result = await ResultOf(async () =>
        {
            if (party.Random.Next(2) == 0)
                selection.RunOnce(party.Token);
            else
                await selection.RunOnceAsync(party.Token);
        });
        return result == SendResult.Sent ? sent : result;
    }

    private static async Task<SendResult> SetToSend(Sender<Message> end, Message message, Party party)
    {
        var sent = SendResult.TimedOut;
        using var set = new SelectSet();
        if (party.Random.Next(2) == 0)
            set.Send(end, message, () => sent = SendResult.Sent, () => sent = SendResult.Disconnected);
        else
            set.SendWith(end, () => message, () => sent = SendResult.Sent, () => sent = SendResult.Disconnected, static _ => { });
        if (party.Random.Next(2) == 0)
            set.TryRun(party.Timeout, party.Token);
        else
            await set.TryRunAsync(party.Timeout, party.Token);
        return sent;
    }

    private delegate SendResult Reserving(out SendPermit<Message>? permit, Fearless.Sync.Deadline deadline, CancellationToken token);

    private static SendResult SendWithPermit(Reserving reserve, Sender<Message> end, Message message, Party party)
    {
        // Flavours that hold no room say so.
        if (end.Core is not (ArrayCore<Message> or ListCore<Message>))
            return end.TrySend(message);
        SendResult held = reserve(out SendPermit<Message>? permit, party.Deadline, party.Token);
        return held == SendResult.Sent ? Use(permit!, message, party) : held;
    }

    private static async Task<SendResult> SendWithAwaitedPermit(Sender<Message> end, Message message, Party party)
    {
        if (end.Core is not (ArrayCore<Message> or ListCore<Message>))
            return end.TrySend(message);
        if (party.Random.Next(2) == 0)
        {
            SendPermit<Message>? reserved = null;
            SendResult result = await ResultOf(async () => reserved = await end.ReserveAsync(party.Token));
            return result == SendResult.Sent ? Use(reserved!, message, party) : result;
        }
        (SendResult held, SendPermit<Message>? permit) = await end.TryReserveAsync(party.Deadline, party.Token);
        return held == SendResult.Sent ? Use(permit!, message, party) : held;
    }

    private static SendResult Use(SendPermit<Message> permit, Message message, Party party)
    {
        if (party.Random.Next(4) != 0)
            return permit.TrySend(message);
        // It has changed its mind.
        permit.Dispose();
        return SendResult.Full;
    }

    private static async Task ReceiveAll(Receiver<Message> end, int enough, Party party)
    {
        if (party.Random.Next(2) == 0)
            await Task.Yield();
        using (end)
        {
            var messages = new List<Message>();
            for (int received = 0; received < enough;)
            {
                messages.Clear();
                ReceiveResult result = await ReceiveSome(end, messages, party);
                foreach (Message message in messages)
                    message.Deliver();
                received += messages.Count;
                if (result == ReceiveResult.Disconnected)
                    return;
            }
        }
    }

    private static async Task<ReceiveResult> ReceiveSome(Receiver<Message> end, List<Message> messages, Party party)
    {
        switch (party.Random.Next(party.IsPatient ? 15 : 16))
        {
            case 0:
                return Add(end.TryReceive(out Message? message), message);
            case 1:
                return Add(end.TryReceive(out message, party.Timeout, party.Token), message);
            case 2:
                return Add(end.TryReceive(out message, party.Deadline, party.Token), message);
            case 3:
                return AddResult(await end.TryReceiveAsync(party.Token));
            case 4:
                return AddResult(await end.TryReceiveAsync(party.Timeout, party.Token));
            case 5:
                return AddResult(await end.TryReceiveAsync(party.Deadline, party.Token));
            case 6:
                return await ResultOf(async () => messages.Add(await end.ReceiveAsync(party.Token)));
            case 7:
                return await ResultOf(() => { messages.Add(end.Receive(party.Token)); return Task.CompletedTask; });
            case 8:
            case 9:
                return await SelectToReceive(end, messages, party);
            case 10:
                return await SetToReceive(end, messages, party);
            case 11:
                var some = new Message[4];
                ReceiveResult received = end.ReceiveMany(some, out int count, party.Deadline, party.Token);
                messages.AddRange(some.AsSpan(0, count));
                return received;
            case 12:
                some = new Message[4];
                (received, count) = await end.ReceiveManyAsync(some, party.Deadline, party.Token);
                messages.AddRange(some.AsSpan(0, count));
                return received;
            case 13:
                return await ResultOf(async () =>
                {
                    await foreach (Message next in end.ReceiveAllAsync(party.Token))
                    {
                        messages.Add(next);
                        return;
                    }
                    throw new ChannelDisconnectedException();
                });
            case 14:
                return await Read(end, messages, party);
            default:
                // Two that only want to know never meet on a rendezvous: so nobody does who waits without an end.
                using (Selection selection = Select.Receive(end, static _ => Assert.Fail()))
                    await selection.TryFindReadyAsync(party.Timeout, party.Token);
                return Add(end.TryReceive(out message), message);
        }

        ReceiveResult Add(ReceiveResult result, Message? message)
        {
            if (result == ReceiveResult.Received)
                messages.Add(message!);
            return result;
        }

        ReceiveResult AddResult(ReceiveResult<Message> result) => Add(result.Result, result.TryGetValue(out Message? message) ? message : null);

        static async Task<ReceiveResult> ResultOf(Func<Task> receive) => await LostMessageTests.ResultOf(receive) switch
        {
            SendResult.Sent => ReceiveResult.Received,
            SendResult.Cancelled => ReceiveResult.Cancelled,
            _ => ReceiveResult.Disconnected,
        };
    }

    private static async Task<ReceiveResult> SelectToReceive(Receiver<Message> end, List<Message> messages, Party party)
    {
        var result = ReceiveResult.TimedOut;
        using Selection selection = Select.Receive(
                end,
                message => { messages.Add(message); result = ReceiveResult.Received; },
                () => result = ReceiveResult.Disconnected)
            .Receive(Channel.Never<int>(), static _ => { });
        if (party.Random.Next(2) == 0)
            selection.TryRun(party.Timeout, party.Token);
        else
            await selection.TryRunAsync(party.Timeout, party.Token);
        return result;
    }

    private static async Task<ReceiveResult> SetToReceive(Receiver<Message> end, List<Message> messages, Party party)
    {
        var result = ReceiveResult.TimedOut;
        using var set = new SelectSet();
        set.Receive(
            end,
            message => { messages.Add(message); result = ReceiveResult.Received; },
            () => result = ReceiveResult.Disconnected);
        set.Receive(Channel.Never<int>(), static _ => { });
        if (party.Random.Next(2) == 0)
            set.TryRun(party.Timeout, party.Token);
        else
            await set.TryRunAsync(party.Timeout, party.Token);
        return result;
    }

    private static async Task<ReceiveResult> Read(Receiver<Message> end, List<Message> messages, Party party)
    {
        var reader = end.AsChannelReader();
        try
        {
            if (!await reader.WaitToReadAsync(party.Token))
                return ReceiveResult.Disconnected;
        }
        catch (OperationCanceledException)
        {
            return ReceiveResult.Cancelled;
        }
        catch (IOException)
        {
            // The error that the channel was closed with.
            return ReceiveResult.Disconnected;
        }
        while (reader.TryRead(out Message? message))
            messages.Add(message);
        return ReceiveResult.Received;
    }
}
