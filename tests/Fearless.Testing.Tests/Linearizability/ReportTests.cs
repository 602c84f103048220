using Fearless.Testing.Linearizability;

namespace Fearless.Testing.Tests.Linearizability;

/// <summary>What a failed test says, and that the scenario in it is small.</summary>
public class ReportTests
{
    [Fact]
    public void A_sequential_mistake_shrinks_to_the_operations_that_show_it()
    {
        // Wrong without any concurrency: the second item is lost.
        string report = Assert.Throws<LinearizabilityException>(() => LinearizabilityTest
            .For(static () => new Slot(), static () => new SequentialQueue<int>())
            .Operation("Put", Argument.Distinct(), static (slot, item) => slot.Put(item), static (model, item) => model.TryEnqueue(item))
            .Operation("Take", static slot => slot.Take(), static model => model.TryDequeue(out int item) ? item : 0)
            .Check(new() { Seed = 1 })).Message;

        string scenario = report[report.IndexOf("The scenario", StringComparison.Ordinal)..report.IndexOf("What happened", StringComparison.Ordinal)];
        Assert.Equal(2, Occurrences(scenario, "Put("));
        Assert.Equal(2, Occurrences(scenario, "Take("));
        Assert.Contains("Seed 1 makes the same scenarios again.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_and_the_explanation_show_who_was_in_whose_way()
    {
        Operation<object, SequentialCounter> increment = new("Increment")
        {
            ArgumentType = typeof(Nothing),
            Generate = static _ => Nothing.Instance,
            Invoke = static (_, _, _) => null,
            Apply = OperationFactory.Exactly<SequentialCounter, long>(static (model, _) => model.Increment()),
        };
        Invocation<object, SequentialCounter> invocation = new(increment, Nothing.Instance);
        History<object, SequentialCounter> history = new(
        [
            [new(invocation, Outcome.Returned(1L), [0, 0, 0, 0])],
            [new(invocation, Outcome.Returned(2L), [1, 0, 0, 0]), new(invocation, Outcome.Returned(3L), [1, 1, 1, 0])],
            [new(invocation, Outcome.Returned(2L), [1, 0, 0, 0])],
            [],
        ]);
        var specification = new Specification<object, SequentialCounter>(static () => new object(), static () => new SequentialCounter());
        Contradiction<object, SequentialCounter>? contradiction = new HistoryVerifier<object, SequentialCounter>(specification).FindContradiction(history);
        Scenario<object, SequentialCounter> scenario = new([invocation], [[invocation, invocation], [invocation]], []);

        string report = ViolationReport.Of(new(scenario, history, contradiction, null), specification, 1000, 2, 3);

        Assert.Equal(
            """
            object is not linearizable.

            The scenario, made as small as it still failed:
              before:  Increment()
              thread 1: Increment(); Increment()
              thread 2: Increment()

            What happened, from top to bottom:
              before:  Increment() = 1
              thread 1            thread 2
              ┌ Increment()
              │                   ┌ Increment()
              └ 2                 │
                                  └ 2
              ─ Increment() = 3

            Why no order explains it:
              An order gets no further than this:
                1. before: Increment() = 1
                2. thread 1: Increment() = 2
              Then none can come next:
                   thread 1: Increment() = 3 began when Increment() of thread 2 had returned
                   thread 2: Increment() = 2, but the specification says: 3

            Found in 1,000 runs of 2 scenarios. Seed 3 makes the same scenarios again.
            """.ReplaceLineEndings(),
            report.ReplaceLineEndings());
    }

    [Theory]
    [InlineData(null, "null")]
    [InlineData(true, "true")]
    [InlineData("a", "\"a\"")]
    [InlineData('a', "'a'")]
    [InlineData(1.5, "1.5")]
    [InlineData(new[] { 1, 2 }, "[1, 2]")]
    public void Values_read_as_in_code(object? value, string expected) => Assert.Equal(expected, ValueText.Of(value));

    [Fact]
    public void Tuples_read_as_in_code_and_long_sequences_are_cut()
    {
        Assert.Equal("(1, [null])", ValueText.Of((1, new int?[] { null })));
        Assert.Equal("1, 2", ValueText.OfArgument((1, 2)));
        Assert.EndsWith("15, ...]", ValueText.Of(Enumerable.Range(0, 100)), StringComparison.Ordinal);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private sealed class Slot
    {
        private int _item;

        public void Put(int item) => Interlocked.CompareExchange(ref _item, item, 0);

        public int Take() => Interlocked.Exchange(ref _item, 0);
    }
}
