using Fearless.Sync;

namespace Fearless.ModelTests.Planted;

/// <summary>Well-known mistakes, each in a small program beside the correct one: the one is found, the other passes.</summary>
public class PlantedBugTests
{
    [Fact]
    public void A_lost_update_is_found()
    {
        ModelFailureException failure = ModelBudget.Catches(ModelFailureKind.Exception, static () => Count(static cell => cell.Value.Write(cell.Value.Read() + 1)));
        Assert.Contains("interleaving alone", failure.Message, StringComparison.Ordinal);
        ModelBudget.CheckAll(static () => Count(static cell => cell.Value.Increment()));
    }

    [Fact]
    public void A_double_checked_initialisation_without_a_release_is_found()
    {
        ModelBudget.Catches(ModelFailureKind.DataRace, static () => Initialise(static cell => cell.Value.WriteRelaxed(1), static cell => cell.Value.Read()));
        ModelBudget.Catches(ModelFailureKind.DataRace, static () => Initialise(static cell => cell.Value.Write(1), static cell => cell.Value.ReadRelaxed()));
        ModelBudget.CheckAll(static () => Initialise(static cell => cell.Value.Write(1), static cell => cell.Value.Read()));
    }

    [Fact]
    public void What_lies_behind_a_reference_is_there_even_after_a_plain_load_and_nothing_else_is()
    {
        ModelBudget.CheckAll(static () => Publish(throughReference: true));
        ModelBudget.Catches(ModelFailureKind.DataRace, static () => Publish(throughReference: false));
    }

    [Fact]
    public void A_lock_of_two_flags_without_its_fences_is_found()
    {
        ModelFailureException failure = ModelBudget.Catches(ModelFailureKind.DataRace, static () => Dekker(fences: false));
        Assert.DoesNotContain("interleaving alone", failure.Message, StringComparison.Ordinal);
        ModelBudget.CheckAll(static () => Dekker(fences: true));
    }

    [Fact]
    public void A_ring_buffer_whose_tail_is_no_release_is_found()
    {
        ModelBudget.Catches(ModelFailureKind.DataRace, static () => Ring(static (tail, value) => tail.Value.WriteRelaxed(value)));
        ModelBudget.CheckAll(static () => Ring(static (tail, value) => tail.Value.Write(value)));
    }

    [Fact]
    public void Two_locks_that_are_taken_in_either_order_deadlock()
    {
        ModelFailureException failure = ModelBudget.Catches(ModelFailureKind.LostWakeUp, static () => TwoLocks(sameOrder: false));
        Assert.Contains("sleeps on", failure.Message, StringComparison.Ordinal);
        Model.Check(static () => TwoLocks(sameOrder: true), ModelBudget.Bounded);
    }

    [Fact]
    public void A_loop_that_waits_for_what_never_comes_is_a_livelock() => ModelBudget.Catches(ModelFailureKind.Livelock, static () =>
    {
        var cell = new Cell();
        while (cell.Value.Read() == 0)
            Spin.Yield();
    });

    [Fact]
    public void Two_threads_that_wait_for_each_others_flag_are_a_livelock() => ModelBudget.Catches(ModelFailureKind.Livelock, static () =>
    {
        var a = new Cell();
        var b = new Cell();
        Model.Thread(() => Await(a, b));
        Await(b, a);
    });

    [Fact]
    public void A_loop_that_waits_for_what_comes_ends() => ModelBudget.CheckAll(static () =>
    {
        var cell = new Cell();
        var data = new Checked<int>[1];
        Model.Thread(() =>
        {
            data[0].Write(1);
            cell.Value.Write(1);
        });
        var backoff = new Backoff();
        while (cell.Value.Read() == 0)
            backoff.Snooze();
        Assert.Equal(1, data[0].Read());
    });

    // SOURCE: dotnet/runtime#132094: the writer takes a waiting reader off the list, and does not look whether its wait was cancelled meanwhile.
    [Fact]
    public void An_item_that_is_handed_to_a_reader_who_has_given_up_is_found_to_be_lost()
    {
        ModelBudget.Catches(ModelFailureKind.Exception, static () => HandOver(decidesByCompareAndSet: false));
        ModelBudget.CheckAll(static () => HandOver(decidesByCompareAndSet: true));
    }

    private static void Count(Action<Cell> increment)
    {
        var cell = new Cell();
        Model.Thread(() => increment(cell));
        increment(cell);
        Model.JoinAll();
        Assert.Equal(2, cell.Value.Read());
    }

    private static void Initialise(Action<Cell> publish, Func<Cell, int> look)
    {
        var ready = new Cell();
        var data = new Checked<int>[1];
        Model.Thread(() =>
        {
            data[0].Write(7);
            publish(ready);
        });
        if (look(ready) == 1)
            Assert.Equal(7, data[0].Read());
    }

    private static void Publish(bool throughReference)
    {
        var shared = new Shared();
        var beside = new Node();
        Model.Thread(() =>
        {
            var node = new Node();
            node.Value.Write(1);
            beside.Value.Write(1);
            shared.Node.WriteRelaxed(node);
        });
        if (shared.Node.ReadRelaxed() is { } seen)
            Assert.Equal(1, (throughReference ? seen : beside).Value.Read());
    }

    private static void Dekker(bool fences)
    {
        var flags = new AtomicInt[2];
        var data = new Checked<int>[1];
        Model.Thread(() => Enter(0, 1));
        Enter(1, 0);

        void Enter(int mine, int other)
        {
            flags[mine].Write(1);
            if (fences)
                Fence.Full();
            if (flags[other].Read() == 0)
                data[0].Write(mine);
        }
    }

    private static void Ring(Action<Cell, int> moveTail)
    {
        var slots = new Checked<int>[1];
        var head = new Cell();
        var tail = new Cell();
        Model.Thread(() =>
        {
            for (int item = 0; item < 2; item++)
            {
                if (item - head.Value.Read() >= slots.Length)
                    return;
                slots[0].Write(item);
                moveTail(tail, item + 1);
            }
        }, "producer");
        if (tail.Value.Read() > 0)
        {
            Assert.Equal(0, slots[0].Read());
            head.Value.Write(1);
        }
    }

    private static void TwoLocks(bool sameOrder)
    {
        var a = new BlockingLock();
        var b = new BlockingLock();
        Model.Thread(() => Both(a, b));
        Both(sameOrder ? a : b, sameOrder ? b : a);

        static void Both(BlockingLock first, BlockingLock second)
        {
            first.Enter();
            second.Enter();
            second.Exit();
            first.Exit();
        }
    }

    private static void Await(Cell awaited, Cell given)
    {
        while (awaited.Value.Read() == 0)
            Spin.Wait(1);
        given.Value.Write(1);
    }

    private static void HandOver(bool decidesByCompareAndSet)
    {
        const int Waiting = 0;
        const int Cancelled = 1;
        const int Given = 2;
        var reader = new Cell();
        int received = 0;
        int kept = 0;
        ModelThread writer = Model.Thread(() =>
        {
            bool gives = decidesByCompareAndSet ? reader.Value.CompareAndSet(Waiting, Given) : reader.Value.Read() == Waiting;
            if (gives && !decidesByCompareAndSet)
                reader.Value.Write(Given);
            if (!gives)
                kept++;
        }, "writer");
        ModelThread canceller = Model.Thread(() =>
        {
            if (!reader.Value.CompareAndSet(Waiting, Cancelled))
                received++;
        }, "reader gives up");
        writer.Join();
        canceller.Join();
        Assert.Equal(1, received + kept);
    }

    private sealed class Cell
    {
        public AtomicInt Value;
    }

    private sealed class Node
    {
        public Checked<int> Value;
    }

    private sealed class Shared
    {
        public AtomicRef<Node> Node;
    }

    // One waiter at most: enough for two threads.
    private sealed class BlockingLock
    {
        private AtomicBool _isTaken;
        private AtomicRef<Parker> _waiter;

        public void Enter()
        {
            while (_isTaken.Exchange(true))
            {
                var parker = new Parker();
                _waiter.Exchange(parker);
                if (!_isTaken.Exchange(true))
                    return;
                parker.Park();
            }
        }

        public void Exit()
        {
            _isTaken.Exchange(false);
            _waiter.Exchange(null)?.Unparker.Unpark();
        }
    }
}
