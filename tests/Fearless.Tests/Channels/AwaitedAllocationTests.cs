using System.Diagnostics;
using Fearless.Channels;
using Fearless.Sync;
using Fearless.Tests.Parallel;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Channels;

/// <summary>Zero bytes on all threads together for selections and sets that are awaited and have to wait, once they have waited before. No
/// other test runs at the same time.</summary>
[Collection(nameof(Alone))]
public class AwaitedAllocationTests
{
    // The tasks of the measurement itself are allocated by then.
    private const int Unmeasured = 10;

    public static TheoryData<string> Buffered => ["bounded 1", "bounded 100", "unbounded", "broadcast 3", "priority 3"];

    [Theory, MemberData(nameof(Buffered))]
    public async Task Selections_that_are_begun_anew_and_awaited_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        Receiver<string> never = Channel.Never<string>();
        Assert.Equal(0, await MeasureAsync(async () =>
        {
            long before = 0;
            for (int i = 0; i < 200; i++)
            {
                if (i == Unmeasured)
                    before = GC.GetTotalAllocatedBytes(precise: true);
                ValueTask<int> running = Select.Receive(rx, static _ => { }).Receive(never, static _ => { }).RunOnceAsync();
                tx.TrySend(1);
                await running;
            }
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }));
    }

    [Theory, MemberData(nameof(Buffered))]
    public async Task Sets_that_are_awaited_allocate_nothing(string flavor)
    {
        var (tx, rx) = Flavors.Create<int>(flavor);
        using var set = new SelectSet();
        set.Receive(rx, 0, static (_, _) => { });
        Assert.Equal(0, await MeasureAsync(async () =>
        {
            long before = 0;
            for (int i = 0; i < 200; i++)
            {
                if (i == Unmeasured)
                    before = GC.GetTotalAllocatedBytes(precise: true);
                ValueTask<int> running = set.RunAsync();
                tx.TrySend(1);
                await running;
                ValueTask<SelectResult> timed = set.TryRunAsync(Deadline.Never);
                tx.TrySend(1);
                await timed;
            }
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }));
    }

    // The least of many runs: the runtime keeps the boxes of async methods by thread and by core, so a run in which a continuation goes to
    // another thread than its box makes new ones, until every thread has some.
    private static Task<long> MeasureAsync(Func<Task<long>> run) => Task.Run(async () =>
    {
        long least = long.MaxValue;
        for (long start = Stopwatch.GetTimestamp(); least > 0 && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5);)
            least = Math.Min(least, await run());
        return least;
    }).WaitAsync(TestThread.Patience);
}
