using System.Runtime.InteropServices;
using Fearless.Sync;
using Fearless.Tasks;

namespace Fearless.ModelTests.Tasks;

public class ReactorWatchTests
{
    [Fact]
    public void A_loop_that_rests_is_woken_for_what_comes_before_it_rests_and_after() =>
        Model.Check(static () => Receive(loops: 1, static watched => watched.Rest()), ModelBudget.Bounded);

    [Fact]
    public void Each_of_several_loops_is_woken() =>
        Model.Check(static () => Receive(loops: 2, static watched => watched.Rest()), ModelBudget.Bounded);

    [Fact]
    public void A_loop_that_rests_without_saying_so_is_not_woken() =>
        ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () => Receive(loops: 1, static _ => { }), ModelBudget.Searching);

    [Fact]
    public void A_watch_that_watches_nothing_ends() => ModelBudget.CheckAll(static () => new ReactorWatch().Dispose());

    private static void Receive(int loops, Action<WatchedReactor> rest)
    {
        var watch = new ReactorWatch();
        using var received = new WaitGroup();
        for (int number = 0; number < loops; number++)
        {
            var loop = new Loop(watch, rest, received.Clone());
            Model.Thread(loop.SendAll, "the other side");
            loop.Wake();
        }
        received.Wait();
        watch.Dispose();
        Assert.True(watch.HasEnded);
        Model.JoinAll();
    }

    /// <summary>A loop with one socket, whose turns are threads.</summary>
#pragma warning disable CA1001 // A descriptor of the model is memory only.
    private sealed class Loop(ReactorWatch watch, Action<WatchedReactor> rest, WaitGroup received) : LoopContext
#pragma warning restore CA1001
    {
        private const int Messages = 2;

        private readonly ModelDescriptor _socket = new();
        private AtomicInt _sent;
        private LoopTurns _turns = new(LoopTurns.State.Rests);
        private WatchedReactor? _watched;

        public override bool TryPost(Work work) => throw new NotSupportedException("Nothing is posted.");

        public override void Wake()
        {
            if (_turns.Wake())
                Queue();
        }

        /// <summary>The other side of the socket.</summary>
        public void SendAll()
        {
            for (int message = 0; message < Messages; message++)
            {
                _sent.Increment();
                _socket.BecomeReady();
            }
        }

        private void Queue() => Model.Thread(Run, "has a turn");

        private void Run()
        {
            _turns.Begin();
            if (_watched is null)
            {
                _watched = watch.Open(this);
                _watched.Reactor.Add(new IoSource(null!, new Socket(_socket)));
            }
            if (_watched.Reactor.Collect(milliseconds: 0) && _sent.Read() == Messages)
            {
                _watched.Leave();
                _watched.Reactor.Dispose();
                received.Dispose();
                return;
            }
            rest(_watched);
            if (!_turns.TryRest())
                Queue();
        }
    }

    private sealed class Socket(ModelDescriptor descriptor) : Transport
    {
        public override SafeHandle Descriptor => descriptor;

        public override bool IsStream => true;

        public override Type Owner => typeof(Socket);

        public override int Receive(Span<byte> buffer, out int error) => throw new NotSupportedException("Nobody receives.");

        public override int Send(ReadOnlySpan<byte> buffer, out int error) => throw new NotSupportedException("Nobody sends.");

        public override Exception FailureOf(int error) => throw new NotSupportedException("Nothing fails.");
    }
}
