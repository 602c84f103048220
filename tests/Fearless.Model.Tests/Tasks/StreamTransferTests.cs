using System.Net.Sockets;
using System.Runtime.InteropServices;
using Fearless.Sync;
using Fearless.Tasks;

namespace Fearless.ModelTests.Tasks;

public class StreamTransferTests
{
    [Fact]
    public void Whoever_reads_from_another_thread_gets_a_byte_or_is_cancelled_and_leaves_it_there()
    {
        Outcomes<string> outcomes = Model.Explore(static () =>
        {
            using var cancelled = new CancellationTokenSource();
            var wire = new Wire();
            string outcome = "";
            wire.Run(keepsOpen: true, reader =>
            {
                ValueTask<int> first = reader.Begin(cancelled.Token);
                reader.AwaitLoop();
                Model.Thread(() => Model.Cancel(cancelled), "cancels");
                reader.Send();
                int? read = reader.End(first);
                outcome = read is null ? "cancelled" : "read";

                // What comes late of the cancellation is not this one's.
                ValueTask<int> second = reader.Begin(CancellationToken.None);
                reader.AwaitLoop();
                reader.Send();
                Assert.Equal(1, reader.End(second));
                Assert.Equal(1, read ?? reader.End(reader.Begin(CancellationToken.None)));
            });
            Assert.Equal(0, wire.Bytes);
            return outcome;
        }, ModelBudget.Bounded);
        Assert.Equal(["cancelled", "read"], outcomes.Order());
    }

    [Fact]
    public void Threads_that_read_one_after_the_other_get_a_byte_each() => Model.Check(static () =>
    {
        var wire = new Wire();
        wire.Run(keepsOpen: true, reader =>
        {
            ModelThread other = Model.Thread(
                () =>
                {
                    reader.Send();
                    Assert.Equal(1, reader.End(reader.BeginInTurn()));
                },
                "reads too");
            reader.Send();
            Assert.Equal(1, reader.End(reader.BeginInTurn()));
            other.Join();
        });
        Assert.Equal(0, wire.Bytes);
    }, ModelBudget.Bounded);

    [Fact]
    public void Whoever_reads_while_the_loop_ends_is_told() => Model.Check(static () =>
    {
        var wire = new Wire();
        wire.Run(keepsOpen: false, static reader =>
        {
            ValueTask<int> reading = reader.Begin(CancellationToken.None);
            while (!reading.IsCompleted)
                Spin.Yield();
            Assert.Throws<ObjectDisposedException>(() => reading.GetAwaiter().GetResult());
        });
    }, ModelBudget.Bounded);

    /// <summary>Reads byte by byte, and is the other side, too; on whatever thread.</summary>
    private sealed class Reader(EventLoop loop, IoSource source, Wire wire)
    {
        private readonly StreamTransfer _transfer = new(source, source.Input);

        /// <summary>A byte comes, and the system tells of it.</summary>
        public void Send()
        {
            wire.Add();
            loop.TryPost(new Told(source));
        }

        public ValueTask<int> Begin(CancellationToken cancellationToken) => _transfer.TransferAsync(new byte[1], cancellationToken);

        /// <summary>Waits until the loop has done what it was told so far.</summary>
        public void AwaitLoop()
        {
            var echo = new Echo();
            Assert.True(loop.TryPost(echo));
            echo.IsBack.Wait();
        }

        /// <summary>Begins when whoever else reads has its byte.</summary>
        public ValueTask<int> BeginInTurn()
        {
            while (true)
            {
                try
                {
                    return Begin(CancellationToken.None);
                }
                catch (InvalidOperationException)
                {
                    Spin.Yield();
                }
            }
        }

        /// <summary>The count; null if it was cancelled.</summary>
        public int? End(ValueTask<int> reading)
        {
            // It blocks, and does not spin: whoever spins lets all others go first, late ones too.
            var completed = new Signal();
            if (!reading.IsCompleted)
            {
                reading.GetAwaiter().UnsafeOnCompleted(completed.Set);
                completed.Wait();
            }
            // That this comes after what the loop did the checker does not see in a value task, but in an echo.
            AwaitLoop();
            return reading.IsCanceled ? EndCancelled(reading) : reading.GetAwaiter().GetResult();
        }

        private static int? EndCancelled(ValueTask<int> reading)
        {
            Assert.ThrowsAny<OperationCanceledException>(() => reading.GetAwaiter().GetResult());
            return null;
        }
    }

    private sealed class Echo : Work
    {
        public Signal IsBack { get; } = new();

        public override void Run(EventLoop loop) => IsBack.Set();
    }

    /// <summary>What the thread that makes it waits for.</summary>
    private sealed class Signal
    {
        private readonly Parker _parker = ThreadParker.Current;
        private AtomicBool _isSet;

        public void Set()
        {
            _isSet.Write(true);
            _parker.Unparker.Unpark();
        }

        public void Wait()
        {
            while (!_isSet.Read())
                _parker.Park();
        }
    }

    /// <summary>A socket to which bytes come one after the other, and its loop.</summary>
    private sealed class Wire : Transport
    {
        private AtomicInt _bytes;

        public int Bytes => _bytes.Read();

        public override SafeHandle Descriptor => throw new NotSupportedException("The loop is told of the bytes without it.");

        public override bool IsStream => true;

        public override Type Owner => typeof(Socket);

        public void Add() => _bytes.Increment();

        /// <summary>Runs the loop on this thread, and <paramref name="read"/> on another.</summary>
        public void Run(bool keepsOpen, Action<Reader> read)
        {
            ThreadLoop.BlockOn(
                () =>
                {
                    EventLoop loop = EventLoop.Current!;
                    var source = new IoSource(loop, this);
                    loop.Reactor.Add(source);
                    var reader = new Reader(loop, source, this);
                    if (keepsOpen)
                        loop.OperationStarted();
                    Model.Thread(
                        () =>
                        {
                            read(reader);
                            if (keepsOpen)
                                loop.OperationCompleted();
                        },
                        "reads");
                    return Nothing().Unclaimed;
                },
                timeProvider: null,
                CancellationToken.None,
                IoBackend.Portable);
            Model.JoinAll();
        }

        public override int Receive(Span<byte> buffer, out int error)
        {
            error = NoError;
            if (_bytes.Read() == 0)
            {
                error = WouldBlock;
                return 0;
            }
            _bytes.Decrement();
            return 1;
        }

        public override int Send(ReadOnlySpan<byte> buffer, out int error) => throw new NotSupportedException("Nobody sends.");

        public override Exception FailureOf(int error) => throw new NotSupportedException("Nothing fails.");

        private static async Future<int> Nothing()
        {
            await Executor.Yield();
            return 0;
        }
    }

    /// <summary>The system tells of bytes.</summary>
    private sealed class Told(IoSource source) : Work
    {
        public override void Run(EventLoop loop) => source.BecomeReady(Readiness.Readable);
    }
}
