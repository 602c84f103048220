using System.Runtime.InteropServices;
using Fearless.Sorting;

namespace Fearless.ModelTests.Parallel;

/// <summary>Sorts that several workers share, in pieces of two items: how they end when they are cancelled and when the order fails.</summary>
public class SortTests
{
    public enum Kind
    {
        Merge,
        Quick,
    }

    [Theory, InlineData(Kind.Merge), InlineData(Kind.Quick)]
    public void Two_workers_sort(Kind kind) => Model.Check(
        () =>
        {
            int[] items = Items();
            using var pool = new WorkerPool(2);
            pool.Install(() => Share(kind, items, static () => { }, CancellationToken.None));
            Assert.Equal([1, 2, 3, 4, 5], items);
        },
        ModelBudget.Bounded with { PreemptionBound = 1 });

    [Fact]
    public void A_sort_that_is_cancelled_compares_nothing_more_and_keeps_every_item() => CheckOnce(static () =>
    {
        using var source = new CancellationTokenSource();
        int[] items = Items();
        int after = 0;
        using var pool = new WorkerPool(1);
        Assert.Throws<OperationCanceledException>(() => pool.Install(() => Share(
            Kind.Merge,
            items,
            () =>
            {
                after += source.IsCancellationRequested ? 1 : 0;
                source.Cancel();
            },
            source.Token)));
        Assert.Equal(0, after);
        Assert.Equal([1, 2, 3, 4, 5], items.Order());
    });

    [Theory, InlineData(Kind.Merge), InlineData(Kind.Quick)]
    public void A_sort_whose_order_fails_compares_nothing_more_and_keeps_every_item(Kind kind) => CheckOnce(() =>
    {
        int[] items = Items();
        int compared = 0;
        using var pool = new WorkerPool(1);
        Assert.Throws<IOException>(() => pool.Install(() => Share(
            kind,
            items,
            () =>
            {
                compared++;
                throw new IOException();
            },
            CancellationToken.None)));
        Assert.Equal(1, compared);
        Assert.Equal([1, 2, 3, 4, 5], items.Order());
    });

    [Theory, InlineData(Kind.Merge), InlineData(Kind.Quick)]
    public void A_sort_keeps_every_item_whichever_comparison_fails(Kind kind) => CheckOnce(() =>
    {
        using var pool = new WorkerPool(1);
        int failing = 0;
        int compared;
        do
        {
            failing++;
            compared = 0;
            int[] items = Items();
            try
            {
                pool.Install(() => Share(kind, items, () => _ = ++compared == failing ? throw new IOException() : 0, CancellationToken.None));
            }
            catch (IOException)
            {
            }
            Assert.Equal([1, 2, 3, 4, 5], items.Order());
        }
        while (compared >= failing);
    });

    [Theory, InlineData(Kind.Merge), InlineData(Kind.Quick)]
    public void A_sort_that_was_cancelled_before_compares_nothing(Kind kind) => CheckOnce(() =>
    {
        int[] items = Items();
        using var pool = new WorkerPool(1);
        Assert.Throws<OperationCanceledException>(
            () => pool.Install(() => Share(kind, items, static () => throw new IOException(), new CancellationToken(canceled: true))));
        Assert.Equal(Items(), items);
    });

    [Fact]
    public void A_sort_by_digits_that_was_cancelled_before_moves_nothing() => CheckOnce(static () =>
    {
        int[] items = Items();
        using var pool = new WorkerPool(1);
        Assert.Throws<OperationCanceledException>(
            () => pool.Install(() => ParallelRadix.Share<int>(items, new int[items.Length], grain: 2, new CancellationToken(canceled: true))));
        Assert.Equal(Items(), items);
    });

    [Fact]
    public void Keys_are_not_made_for_a_sort_that_was_cancelled_before() => CheckOnce(static () =>
    {
        int[] items = GC.AllocateArray<int>(4, pinned: true);
        Keyed<int>[] keys = GC.AllocateArray<Keyed<int>>(4, pinned: true);
        var operation = new SortOperation(grain: 2, new CancellationToken(canceled: true));
        var job = new KeysJob<int, int, FailingMaker>(operation, Pinned(items), Pinned(keys), 0, default);
        using var pool = new WorkerPool(1);
        pool.Install(ref job);
        Assert.Throws<OperationCanceledException>(operation.ThrowIfStopped);
    });

    private static PinnedSpan<T> Pinned<T>(T[] items) => new(Marshal.UnsafeAddrOfPinnedArrayElement(items, 0), items.Length);

    private static int[] Items() => [3, 5, 1, 4, 2];

    private static void Share(Kind kind, int[] items, Action onCompare, CancellationToken token)
    {
        var order = new Watched(onCompare);
        if (kind == Kind.Merge)
            StableSort.Share(items, new int[items.Length], order, grain: 2, token);
        else
            UnstableSort.Share(items, order, grain: 2, token);
    }

    // For what any order of the workers shows.
    private static void CheckOnce(Action body) => Model.Check(body, ModelBudget.Bounded with { PreemptionBound = 0, MaxDuration = TimeSpan.FromSeconds(0.3) });

    private readonly struct FailingMaker : IKeyMaker<int, int>
    {
        public int Make(int item) => throw new IOException();
    }

    private readonly struct Watched(Action onCompare) : IOrder<int>
    {
        public bool IsLess(ref readonly int left, ref readonly int right)
        {
            onCompare();
            return left < right;
        }
    }
}
