namespace Fearless.Tests.Parallel.Iterators;

public class SpanTests
{
    [Fact]
    public void A_span_on_the_stack_is_worked_on_by_other_threads()
    {
        using var pool = new WorkerPool(2);
        Span<long> items = stackalloc long[4096];
        for (int round = 0; round < 50; round++)
        {
            items.Par().On(pool).WithMaxLength(64).ForEach(static (ref x) => x++);
            Assert.Equal(4096L * (round + 1), items.Par().On(pool).WithMaxLength(64).Sum());
        }
    }

    [Fact]
    public void A_span_of_references_on_the_heap_stays_whole_while_the_collector_moves_everything_else()
    {
        using var pool = new WorkerPool(2);
        for (int round = 0; round < 5; round++)
        {
            object[] items = new object[2000];
            items.AsSpan().Par().On(pool).WithMaxLength(50).ForEach(static (ref x) =>
            {
                x = new object[8];
                if (Random.Shared.Next(200) == 0)
                    GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
            });
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            Assert.Equal(2000 * 8, items.AsSpan().Par().On(pool).Sum(static x => ((object[])x).Length));
        }
    }

    [Fact]
    public void A_span_of_references_on_the_stack_is_refused()
    {
        string?[] names = ["a"];
        string? local = "b";
        Assert.Equal(1, new Span<string?>(names).Par().Count());
        Refuse(new Span<string?>(ref local));

        static void Refuse(Span<string?> span)
        {
            try
            {
                span.Par().ForEach(static (ref x) => x = null);
                Assert.Fail("A span of references on the stack was lent to other threads.");
            }
            catch (ArgumentException refusal)
            {
                Assert.Contains("array", refusal.Message, StringComparison.Ordinal);
            }
        }
    }
}
