using System.Diagnostics;
using Fearless.Channels;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels.Losses;

/// <summary>Everyone selects among two channels, to send and to receive, while others cancel, lose patience and close: each message is delivered,
/// returned or disposed, once. As long as <see cref="LostMessageTests"/>.</summary>
public class LostSelectionTests
{
    private const int Movers = 4;

    // So many attempts in vain, each a fraction of a millisecond, and a message is its owner's again: the others may all be done.
    private const int MostAttempts = 40;

    [Theory, MemberData(nameof(LostMessageTests.All), MemberType = typeof(LostMessageTests))]
    public void No_message_is_lost_or_doubled_among_several_channels(string flavor)
    {
        long start = Stopwatch.GetTimestamp();
        var seed = new Random(Environment.TickCount);
        var tally = new Tally();
        while (Stopwatch.GetElapsedTime(start) < LossTable.Duration)
            Round(flavor, seed.Next(), tally);
        Assert.True(tally.Delivered > 0, "Nothing was delivered.");
    }

    private static void Round(string flavor, int seed, Tally tally)
    {
        (Sender<Message> Sender, Receiver<Message> Receiver)[] channels = [Flavors.Create<Message>(flavor), Flavors.Create<Message>(flavor)];
        var random = new Random(seed);
        using var canceller = new Canceller();
        var movers = new List<Mover>();
        for (int n = 0; n < Movers; n++)
            movers.Add(new Mover(channels, random.Next(1, 40), new Random(random.Next()), canceller));
        List<TestThread> threads = [.. movers.Select(static mover => TestThread.Start(() => Assert.True(mover.RunAsync().Wait(TestThread.Patience), "A task hangs.")))];
        if (random.Next(4) == 0)
        {
            Sender<Message> closing = channels[random.Next(2)].Sender.Clone();
            threads.Add(TestThread.Start(() =>
            {
                Thread.SpinWait(seed % 20_000);
                closing.Close();
                closing.Dispose();
            }));
        }
        foreach (var (sender, receiver) in channels)
        {
            sender.Dispose();
            receiver.Dispose();
        }
        TestThread cancelling = TestThread.Start(() => canceller.Run(seed));
        foreach (TestThread thread in threads)
            thread.Join();
        canceller.Stop();
        cancelling.Join();
        foreach (Message message in movers.SelectMany(static mover => mover.Messages))
        {
            tally.Count(message);
            Assert.True(message.Ends == 1, $"{flavor}, seed {seed}: {message}");
        }
    }

    /// <summary>Sends its messages, each to either channel, and receives whatever comes meanwhile.</summary>
    private sealed class Mover
    {
        private readonly Sender<Message>[] _senders;
        private readonly Receiver<Message>[] _receivers;
        private readonly Random _random;
        private readonly Canceller _canceller;
        private int _at;
        private bool _isSent;
        private bool _isGone;

        public Mover((Sender<Message> Sender, Receiver<Message> Receiver)[] channels, int messages, Random random, Canceller canceller)
        {
            _senders = [.. channels.Select(static channel => channel.Sender.Clone())];
            _receivers = [.. channels.Select(static channel => channel.Receiver.Clone())];
            Messages = [.. Enumerable.Range(0, messages).Select(static _ => new Message())];
            _random = random;
            _canceller = canceller;
        }

        public Message[] Messages { get; }

        private TimeSpan Timeout => TimeSpan.FromMicroseconds(_random.Next(300));

        public async Task RunAsync()
        {
            if (_random.Next(2) == 0)
                await Task.Yield();
            int attempts = 0;
            while (_at < Messages.Length)
            {
                _isSent = false;
                _isGone = false;
                try
                {
                    await (_random.Next(4) switch
                    {
                        0 => RunSetAsync(),
                        1 => RunAnyAsync(),
                        _ => RunSelectionAsync(),
                    });
                }
                catch (OperationCanceledException)
                {
                }
                if (!_isSent && !_isGone && ++attempts < MostAttempts)
                    continue;
                if (!_isSent)
                    Messages[_at].Return();
                attempts = 0;
                _at++;
            }
            foreach (Sender<Message> sender in _senders)
                sender.Dispose();
            foreach (Receiver<Message> receiver in _receivers)
                receiver.Dispose();
        }

        private async Task RunSelectionAsync()
        {
            Selection selection = Select.Create();
            if (_random.Next(2) == 0)
                selection.Biased();
            Message message = Messages[_at];
            foreach (int i in Order())
            {
                if (_random.Next(3) == 0)
                    selection.SendWith(_senders[i], () => message, Sent, Gone, static _ => { });
                else
                    selection.Send(_senders[i], message, Sent, Gone);
                selection.Receive(_receivers[i], static message => message.Deliver(), static () => { });
            }
            CancellationToken token = _canceller.Token;
            switch (_random.Next(4))
            {
                case 0:
                    selection.Default(Timeout, static () => { }).RunOnce(token);
                    break;
                case 1:
                    await selection.Default(Timeout, static () => { }).RunOnceAsync(token);
                    break;
                case 2:
                    using (selection)
                        selection.TryRun(Timeout, token);
                    break;
                default:
                    using (selection)
                        await selection.TryRunAsync(Timeout, token);
                    break;
            }
        }

        private async Task RunSetAsync()
        {
            using var set = new SelectSet();
            Message message = Messages[_at];
            foreach (int i in Order())
            {
                set.Send(_senders[i], message, Sent, Gone);
                set.Receive(_receivers[i], static message => message.Deliver(), static () => { });
            }
            if (_random.Next(2) == 0)
                set.TryRun(Timeout, _canceller.Token);
            else
                await set.TryRunAsync(Timeout, _canceller.Token);
        }

        private async Task RunAnyAsync()
        {
            Fearless.Sync.Deadline deadline = Fearless.Sync.Deadline.After(Timeout);
            (ReceiveResult received, _, Message? got) = await Select.TryReceiveAnyAsync<Message>(_receivers, deadline, _canceller.Token);
            if (received == ReceiveResult.Received)
                got!.Deliver();
            (SendResult sent, _) = await Select.TrySendAnyAsync<Message>(_senders, Messages[_at], deadline, _canceller.Token);
            if (sent == SendResult.Sent)
                Sent();
            else if (sent == SendResult.Disconnected)
                Gone();
        }

        private int[] Order() => _random.Next(2) == 0 ? [0, 1] : [1, 0];

        private void Sent() => _isSent = true;

        private void Gone() => _isGone = true;
    }
}
