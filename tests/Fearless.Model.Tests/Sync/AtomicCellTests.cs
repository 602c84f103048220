using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

public class AtomicCellTests
{
    [Fact]
    public void A_reader_sees_one_of_two_values_and_no_mixture() => Model.Check(
        static () =>
        {
            var cell = new AtomicCell<(long, long)>((0, 0));
            Model.Thread(() => cell.Write((1, 1)), "writer");
            (long a, long b) = cell.Read();
            Assert.Equal(a, b);
            Model.JoinAll();
            Assert.Equal((1, 1), cell.Read());
        },
        ModelBudget.Bounded);

    [Fact]
    public void Two_updates_are_both_counted() => Model.Check(
        static () =>
        {
            var cell = new AtomicCell<(long, long)>((0, 0));
            Model.Thread(() => cell.Update(static value => (value.Item1 + 1, value.Item2 + 1)), "update");
            (long a, long b) = cell.Update(static value => (value.Item1 + 1, value.Item2 + 1));
            Assert.Equal(a, b);
            Model.JoinAll();
            Assert.Equal((2, 2), cell.Read());
        },
        ModelBudget.Bounded);

    [Fact]
    public void What_was_written_before_is_seen_with_the_value() => ModelBudget.CheckAll(static () =>
    {
        var cell = new AtomicCell<(long, string?)>((0, null));
        var before = new Checked<int>[1];
        Model.Thread(
            () =>
            {
                before[0].Write(5);
                cell.Write((1, "a"));
            },
            "writer");
        if (cell.Read() is (1, var text))
            Assert.Equal((5, "a"), (before[0].Read(), text));
        Model.JoinAll();
    });

    [Fact]
    public void Without_the_readers_fence_a_mixture_is_found() => ModelBudget.Catches(ModelFailureKind.Exception, static () => Copy(fence: false));

    [Fact]
    public void With_the_readers_fence_the_same_program_is_correct() => ModelBudget.CheckAll(static () => Copy(fence: true));

    private static void Copy(bool fence)
    {
        var words = new AtomicLong[2];
        var sequence = new AtomicLong[1];
        Model.Thread(
            () =>
            {
                sequence[0].CompareAndSet(0, 1);
                words[0].WriteRelaxed(1);
                words[1].WriteRelaxed(1);
                sequence[0].Write(2);
            },
            "writer");
        long before = sequence[0].Read();
        long first = words[0].ReadRelaxed();
        long second = words[1].ReadRelaxed();
        if (fence)
            Fence.Acquire();
        if ((before & 1) == 0 && sequence[0].ReadRelaxed() == before)
            Assert.Equal(first, second);
        Model.JoinAll();
    }
}
