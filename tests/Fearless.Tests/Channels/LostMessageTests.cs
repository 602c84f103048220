using System.Diagnostics;
using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Every message is delivered, returned to its sender, or disposed: exactly one of these, once, whatever is cancelled, times out
/// or closes at
/// any moment. Two seconds for each flavour; minutes with <c>FEARLESS_SOAK=1</c>.</summary>
public class LostMessageTests
{
    private const int Senders = 3;
    private const int Receivers = 3;

    private static readonly bool Soak = Environment.GetEnvironmentVariable("FEARLESS_SOAK") == "1";
    private static readonly TimeSpan Duration = Soak ? TimeSpan.FromMinutes(2) : TimeSpan.FromMilliseconds(1500);

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
        TestContext.Current.SendDiagnosticMessage($"{flavor}: {rounds} rounds, {tally}");
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
        switch (random.Next(7))
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
            default:
                return end.TrySend(message, timeout, token);
        }
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
        switch (random.Next(7))
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
            default:
                return new ReceiveResult<Message>(end.TryReceive(out message, timeout, token), message);
        }
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
