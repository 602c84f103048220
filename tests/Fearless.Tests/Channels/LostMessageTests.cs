using System.Diagnostics;
using System.Globalization;
using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Every message is delivered, returned to its sender, or disposed: exactly one of these, once, whatever is cancelled, times out
/// or closes at any moment. Two seconds for each flavour; <c>FEARLESS_SOAK=2</c> makes it two minutes.</summary>
public class LostMessageTests
{
    private const int Senders = 3;
    private const int Receivers = 3;

    private static readonly TimeSpan Duration = Environment.GetEnvironmentVariable("FEARLESS_SOAK") is { } minutes
        ? TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))
        : TimeSpan.FromMilliseconds(1500);

    public static TheoryData<string> All => Flavors.All;

    [Theory, MemberData(nameof(All))]
    public void No_message_is_lost_or_doubled(string flavor)
    {
        long start = Stopwatch.GetTimestamp();
        var seed = new Random(Environment.TickCount);
        var tally = new Tally();
        int rounds = 0;
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            Round(flavor, seed.Next(), tally);
            rounds++;
        }
        Assert.True(tally.Delivered > 0, $"{rounds} rounds delivered nothing.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{flavor}: {rounds} rounds, {tally}");
    }

    /// <summary>Asserts nothing: it says beside the others what the platform's channels lose to the same cancellations.</summary>
    [Fact]
    public async Task What_the_platform_loses_is_counted_beside_it()
    {
        long start = Stopwatch.GetTimestamp();
        var channel = System.Threading.Channels.Channel.CreateBounded<int>(1);
        using var canceller = new Canceller();
        TestThread cancelling = TestThread.Start(() => canceller.Run(1));
        int received = 0;
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
        int sent = 0;
        while (Stopwatch.GetElapsedTime(start) < Duration)
        {
            await channel.Writer.WriteAsync(sent);
            sent++;
        }
        channel.Writer.Complete();
        await receiver.WaitAsync(TestThread.Patience);
        canceller.Stop();
        cancelling.Join();
        TestContext.Current.TestOutputHelper?.WriteLine($"System.Threading.Channels: {sent - received} of {sent} lost");
    }

    private static void Round(string flavor, int seed, Tally tally)
    {
        var (tx, rx) = Flavors.Create<Message>(flavor);
        var random = new Random(seed);
        int perSender = random.Next(1, 60);
        using var canceller = new Canceller();
        var parties = new List<TestThread>();
        var messages = new List<Message>[Senders];
        for (int n = 0; n < Senders; n++)
        {
            List<Message> mine = messages[n] = [.. Enumerable.Range(0, perSender).Select(static _ => new Message())];
            Sender<Message> end = tx.Clone();
            int own = random.Next();
            // Threads and tasks mixed.
            parties.Add(TestThread.Start(() => Run(SendAll(end, mine, new Random(own), canceller))));
        }
        for (int n = 0; n < Receivers; n++)
        {
            Receiver<Message> end = rx.Clone();
            int own = random.Next();
            int enough = random.Next(4) == 0 ? random.Next(perSender) : int.MaxValue;
            parties.Add(TestThread.Start(() => Run(ReceiveAll(end, enough, new Random(own), canceller))));
        }
        tx.Dispose();
        rx.Dispose();
        parties.Add(TestThread.Start(() => canceller.Run(parties.Count)));
        for (int n = 0; n < Senders + Receivers; n++)
            parties[n].Join();
        canceller.Stop();
        parties[^1].Join();
        foreach (Message message in messages.SelectMany(static part => part))
        {
            tally.Count(message);
            Assert.True(message.Ends == 1, $"{flavor}, seed {seed}: {message}");
        }
    }

    private static void Run(Task task) => Assert.True(task.Wait(TestThread.Patience), "A task hangs.");

    private static async Task SendAll(Sender<Message> end, List<Message> messages, Random random, Canceller canceller)
    {
        bool pool = random.Next(2) == 0;
        if (pool)
            await Task.Yield();
        using (end)
        {
            foreach (Message message in messages)
            {
                SendResult result = await SendOnce(end, message, random, canceller);
                if (result != SendResult.Sent)
                    message.Return();
            }
        }
    }

    private static async Task<SendResult> SendOnce(Sender<Message> end, Message message, Random random, Canceller canceller)
    {
        TimeSpan timeout = TimeSpan.FromMicroseconds(random.Next(300));
        CancellationToken token = canceller.Token;
        switch (random.Next(10))
        {
            case 0:
                return end.TrySend(message);
            case 1:
                return end.TrySend(message, timeout);
            case 2:
                return end.TrySend(message, Timeout.InfiniteTimeSpan, token);
            case 3:
                return await end.TrySendAsync(message, token);
            case 4:
                return await end.TrySendAsync(message, TimeSpan.FromMilliseconds(random.Next(3)), token);
            case 5:
                try
                {
                    await end.SendAsync(message, token);
                    return SendResult.Sent;
                }
                catch (OperationCanceledException)
                {
                    return SendResult.Cancelled;
                }
                catch (ChannelDisconnectedException)
                {
                    return SendResult.Disconnected;
                }
            case 6:
                return SelectToSend(end, message, timeout, token);
            case 7:
                return SendWithPermit(end, message, random.Next(4) == 0, timeout, token);
            case 8:
                return end.SendMany([message], out _, Deadline.After(timeout), token);
            default:
                return end.TrySend(message, timeout, token);
        }
    }

    private static SendResult SelectToSend(Sender<Message> end, Message message, TimeSpan timeout, CancellationToken token)
    {
        var sent = SendResult.TimedOut;
        using Selection selection = Select.Send(end, message, () => sent = SendResult.Sent, () => sent = SendResult.Disconnected);
        selection.TryRun(timeout, token);
        return sent;
    }

    private static SendResult SendWithPermit(Sender<Message> end, Message message, bool changesItsMind, TimeSpan timeout, CancellationToken token)
    {
        // Flavours that hold no room say so.
        if (end.Core is not (ArrayCore<Message> or ListCore<Message>))
            return end.TrySend(message);
        SendResult held = end.TryReserve(out SendPermit<Message>? permit, Deadline.After(timeout), token);
        if (held != SendResult.Sent)
            return held;
        if (!changesItsMind)
            return permit!.TrySend(message);
        permit!.Dispose();
        return SendResult.Full;
    }

    private static async Task ReceiveAll(Receiver<Message> end, int enough, Random random, Canceller canceller)
    {
        if (random.Next(2) == 0)
            await Task.Yield();
        using (end)
        {
            for (int received = 0; received < enough;)
            {
                ReceiveResult<Message> result = await ReceiveOnce(end, random, canceller);
                if (result.TryGetValue(out Message? message))
                {
                    message.Deliver();
                    received++;
                }
                else if (result.Result == ReceiveResult.Disconnected)
                {
                    return;
                }
            }
        }
    }

    private static async Task<ReceiveResult<Message>> ReceiveOnce(Receiver<Message> end, Random random, Canceller canceller)
    {
        TimeSpan timeout = TimeSpan.FromMicroseconds(random.Next(300));
        CancellationToken token = canceller.Token;
        Message? message;
        switch (random.Next(10))
        {
            case 0:
                return new ReceiveResult<Message>(end.TryReceive(out message), message);
            case 1:
                return new ReceiveResult<Message>(end.TryReceive(out message, timeout), message);
            case 2:
                return new ReceiveResult<Message>(end.TryReceive(out message, Timeout.InfiniteTimeSpan, token), message);
            case 3:
                return await end.TryReceiveAsync(token);
            case 4:
                return await end.TryReceiveAsync(TimeSpan.FromMilliseconds(random.Next(3)), token);
            case 5:
                try
                {
                    return new ReceiveResult<Message>(ReceiveResult.Received, await end.ReceiveAsync(token));
                }
                catch (OperationCanceledException)
                {
                    return new ReceiveResult<Message>(ReceiveResult.Cancelled, null);
                }
                catch (ChannelDisconnectedException)
                {
                    return new ReceiveResult<Message>(ReceiveResult.Disconnected, null);
                }
            case 6:
            case 7:
                return await SelectToReceive(end, random.Next(2) == 0, timeout, token);
            case 8:
                var messages = new Message[1];
                ReceiveResult received = end.ReceiveMany(messages, out _, Deadline.After(timeout), token);
                return new ReceiveResult<Message>(received, messages[0]);
            default:
                return new ReceiveResult<Message>(end.TryReceive(out message, timeout, token), message);
        }
    }

    private static async Task<ReceiveResult<Message>> SelectToReceive(
        Receiver<Message> end, bool blocks, TimeSpan timeout, CancellationToken token)
    {
        var result = new ReceiveResult<Message>(ReceiveResult.TimedOut, null);
        using Selection selection = Select.Receive(
                end,
                message => result = new ReceiveResult<Message>(ReceiveResult.Received, message),
                () => result = new ReceiveResult<Message>(ReceiveResult.Disconnected, null))
            .Receive(Channel.Never<int>(), static _ => { });
        if (blocks)
            selection.TryRun(timeout, token);
        else
            await selection.TryRunAsync(Deadline.After(timeout), token);
        return result;
    }

    /// <summary>What happened to one message.</summary>
    private sealed class Message : IDisposable
    {
        private int _delivered;
        private int _returned;
        private int _disposed;

        public int Ends => _delivered + _returned + _disposed;

        public (int Delivered, int Returned, int Disposed) Counts => (_delivered, _returned, _disposed);

        public void Deliver() => Interlocked.Increment(ref _delivered);

        public void Return() => Interlocked.Increment(ref _returned);

        public void Dispose() => Interlocked.Increment(ref _disposed);

        public override string ToString() => $"delivered {_delivered} times, returned {_returned}, disposed {_disposed}";
    }

    private sealed class Tally
    {
        public long Delivered { get; private set; }

        private long Returned { get; set; }

        private long Disposed { get; set; }

        public void Count(Message message)
        {
            Delivered += message.Counts.Delivered;
            Returned += message.Counts.Returned;
            Disposed += message.Counts.Disposed;
        }

        public override string ToString() => $"{Delivered} delivered, {Returned} returned, {Disposed} disposed";
    }

    /// <summary>Cancels a token again and again, and makes a new one.</summary>
    private sealed class Canceller : IDisposable
    {
        private CancellationTokenSource _source = new();
        private bool _stop;

        public CancellationToken Token => Volatile.Read(ref _source).Token;

        public void Run(int seed)
        {
            var random = new Random(seed);
            while (!Volatile.Read(ref _stop))
            {
                for (int pause = random.Next(200); pause > 0; pause--)
                    Thread.SpinWait(1);
                CancellationTokenSource old = Volatile.Read(ref _source);
                Volatile.Write(ref _source, new CancellationTokenSource());
                old.Cancel();
                Thread.Yield();
            }
            Volatile.Read(ref _source).Cancel();
        }

        public void Stop() => Volatile.Write(ref _stop, true);

        public void Dispose()
        {
        }
    }
}
