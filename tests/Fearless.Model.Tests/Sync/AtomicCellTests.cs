using Fearless.Atomics;
using Fearless.Sync;

namespace Fearless.ModelTests.Sync;

/// <summary>Each promise for each of the ways in which a cell keeps its value: in a word, as a reference, in a box, in words under a sequence lock.</summary>
public class AtomicCellTests
{
    private static readonly string[] Texts = ["0", "1", "2", "3"];

    public enum Kept
    {
        Word,
        Reference,
        Box,
        Words,
    }

    [Theory]
    [InlineData(Kept.Word)]
    [InlineData(Kept.Reference)]
    [InlineData(Kept.Box)]
    [InlineData(Kept.Words)]
    public void What_was_written_before_is_seen_with_the_value(Kept kept) => ForEach(
        kept,
        new Visitor(
            static (cells, data) => Model.Thread(
                () =>
                {
                    data.Write(5);
                    cells.Write(0, 1);
                },
                "writer"),
            static (cells, data) =>
            {
                if (cells.Read(0) == 1)
                    Assert.Equal(5, data.Read());
            }));

    [Theory]
    [InlineData(Kept.Word)]
    [InlineData(Kept.Reference)]
    [InlineData(Kept.Box)]
    [InlineData(Kept.Words)]
    public void Two_exchanges_and_a_write_hand_each_value_on_once(Kept kept) => ForEach(
        kept,
        new Visitor(
            static (cells, _) =>
            {
                int[] got = new int[2];
                Model.Thread(() => got[0] = cells.Exchange(0, 1), "exchange");
                got[1] = cells.Exchange(0, 2);
                Model.JoinAll();
                Assert.Equal([0, 1, 2], new[] { got[0], got[1], cells.Read(0) }.Order());
            },
            null));

    [Theory]
    [InlineData(Kept.Word)]
    [InlineData(Kept.Reference)]
    [InlineData(Kept.Box)]
    [InlineData(Kept.Words)]
    public void Of_two_comparisons_one_succeeds(Kept kept) => ForEach(
        kept,
        new Visitor(
            static (cells, _) =>
            {
                bool[] won = new bool[2];
                Model.Thread(() => won[0] = cells.CompareAndSet(0, 0, 1), "comparison");
                won[1] = cells.CompareAndSet(0, 0, 2);
                Model.JoinAll();
                Assert.True(won[0] != won[1]);
                Assert.Equal(won[0] ? 1 : 2, cells.Read(0));
            },
            null));

    [Theory]
    [InlineData(Kept.Word)]
    [InlineData(Kept.Reference)]
    [InlineData(Kept.Box)]
    [InlineData(Kept.Words)]
    public void Two_updates_are_both_counted(Kept kept) => ForEach(
        kept,
        new Visitor(
            static (cells, _) =>
            {
                Model.Thread(() => cells.Increment(0), "update");
                cells.Increment(0);
                Model.JoinAll();
                Assert.Equal(2, cells.Read(0));
            },
            null));

    [Theory]
    [InlineData(Kept.Word)]
    [InlineData(Kept.Reference)]
    [InlineData(Kept.Box)]
    public void Of_two_that_write_one_cell_and_read_the_other_one_sees_the_other(Kept kept) => ForEach(
        kept,
        new Visitor(
            static (cells, _) =>
            {
                int[] seen = new int[2];
                Model.Thread(
                    () =>
                    {
                        cells.Write(1, 1);
                        seen[1] = cells.Read(0);
                    },
                    "other");
                cells.Write(0, 1);
                seen[0] = cells.Read(1);
                Model.JoinAll();
                Assert.NotEqual((0, 0), (seen[0], seen[1]));
            },
            null));

    [Fact]
    public void A_reader_sees_one_of_two_values_and_no_mixture() => ModelBudget.CheckAll(static () =>
    {
        var cell = new AtomicCell<(long, long)>((0, 0));
        Model.Thread(() => cell.Write((1, 1)), "writer");
        (long a, long b) = cell.Read();
        Assert.Equal(a, b);
        Model.JoinAll();
        Assert.Equal((1, 1), cell.Read());
    });

    [Fact]
    public void Without_the_readers_fence_a_mixture_is_found() => ModelBudget.Catches(ModelFailureKind.Exception, static () => Copy(fence: false));

    [Fact]
    public void With_the_readers_fence_the_same_program_is_correct() => ModelBudget.CheckAll(static () => Copy(fence: true));

    private static void ForEach(Kept kept, Visitor visitor)
    {
        switch (kept)
        {
            case Kept.Word:
                Check(static number => (long)number, static value => (int)value, visitor);
                break;
            case Kept.Reference:
                Check(static number => Texts[number], static text => Array.IndexOf(Texts, text), visitor);
                break;
            case Kept.Box:
                Check(static number => (Texts[number], (long)number), static value => (int)value.Item2, visitor);
                break;
            default:
                Check(static number => ((long)number, (long)number), static value => (int)value.Item1, visitor);
                break;
        }
    }

    private static void Check<T>(Func<int, T> make, Func<T, int> numberOf, Visitor visitor) => ModelBudget.CheckAll(() =>
    {
        var cells = new Cells<T>(make, numberOf);
        var data = new Data();
        visitor.First(cells, data);
        visitor.Second?.Invoke(cells, data);
        Model.JoinAll();
    });

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

    private sealed record Visitor(Action<ICells, Data> First, Action<ICells, Data>? Second);

    /// <summary>Two cells of any type, by numbers.</summary>
    private interface ICells
    {
        int Read(int cell);

        void Write(int cell, int number);

        int Exchange(int cell, int number);

        bool CompareAndSet(int cell, int expected, int number);

        void Increment(int cell);
    }

    private sealed class Cells<T>(Func<int, T> make, Func<T, int> numberOf) : ICells
    {
        private readonly AtomicCell<T>[] _cells = [new(make(0)), new(make(0))];

        public int Read(int cell) => numberOf(_cells[cell].Read());

        public void Write(int cell, int number) => _cells[cell].Write(make(number));

        public int Exchange(int cell, int number) => numberOf(_cells[cell].Exchange(make(number)));

        public bool CompareAndSet(int cell, int expected, int number) => _cells[cell].CompareAndSet(make(expected), make(number));

        public void Increment(int cell) => _cells[cell].Update(value => make(numberOf(value) + 1));
    }

    private sealed class Data
    {
        private Checked<int> _value;

        public int Read() => _value.Read();

        public void Write(int value) => _value.Write(value);
    }
}
