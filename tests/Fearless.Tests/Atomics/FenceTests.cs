using Fearless.Atomics;
using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Atomics;

public class FenceTests
{
    private CachePadded<AtomicInt> _left;
    private CachePadded<AtomicInt> _right;

    /// <summary>Dekker's test: two threads write one word each and read the other's. Without a fence both can read the old value.</summary>
    [Fact]
    public void With_full_fences_two_threads_never_both_miss_the_others_write() => Assert.Equal(0, BothMissed(Fence.Full));

    [Fact]
    public void Acquire_and_release_can_be_called_anywhere()
    {
        // That they order reads and writes cannot be seen on a processor that does so by itself; the model checker shows it.
        Fence.Acquire();
        Fence.Release();
    }

    private int BothMissed(Action fence)
    {
        const int Turns = 20_000;
        using var barrier = new Barrier(2);
        var seenLeft = new int[Turns];
        var seenRight = new int[Turns];
        TestThread other = TestThread.Start(() => Run(static test => ref test._right.Value, static test => ref test._left.Value, seenLeft));
        Run(static test => ref test._left.Value, static test => ref test._right.Value, seenRight);
        other.Join();
        return Enumerable.Range(0, Turns).Count(turn => seenLeft[turn] < turn + 1 && seenRight[turn] < turn + 1);

        void Run(Select mine, Select theirs, int[] seen)
        {
            barrier.SignalAndWait(TestThread.Patience);
            for (int turn = 0; turn < Turns; turn++)
            {
                mine(this).WriteRelaxed(turn + 1);
                fence();
                seen[turn] = theirs(this).ReadRelaxed();
                // Near each other again: wait until the other one has begun this turn too.
                while (theirs(this).Read() < turn + 1)
                    Spin.Wait(1);
            }
        }
    }

    private delegate ref AtomicInt Select(FenceTests test);
}
