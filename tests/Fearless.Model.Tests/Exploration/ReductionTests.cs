using System.Globalization;

namespace Fearless.ModelTests.Exploration;

/// <summary>What the reduction leaves out has no result of its own: on random programs it finds exactly what exploring everything finds.</summary>
public class ReductionTests
{
    // Reads and writes of both kinds, an exchange, a comparison, the three fences.
    private static readonly int[] Anything = [0, 1, 2, 3, 4, 5, 6, 7, 8];

    // What can tell the order of full fences: interlocked operations and fences, and relaxed accesses around them.
    private static readonly int[] Fenced = [0, 1, 1, 3, 4, 4, 5, 6];

    private static readonly int Programs = int.TryParse(Environment.GetEnvironmentVariable("FEARLESS_MODEL_PROGRAMS"), out int programs)
        ? programs : ModelBudget.IsDeep ? 2000 : 8;

    [Theory]
    [InlineData(2, 4, 2, true, false)]
    [InlineData(2, 4, 2, false, false)]
    [InlineData(3, 2, 2, true, false)]
    [InlineData(3, 2, 2, false, false)]
    [InlineData(2, 4, 2, true, true)]
    [InlineData(3, 2, 2, true, true)]
    public void The_reduction_finds_every_result_of_a_random_program(int threads, int length, int variables, bool weakMemory, bool isFenced)
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            int[][] program = RandomProgram(new Random(seed), threads, length, variables, isFenced ? Fenced : Anything);
            var options = ModelBudget.Everything with { WeakMemory = weakMemory };
            Outcomes<string> reduced = Model.Explore(() => Run(program, variables), options);
            Outcomes<string> all = Model.Explore(() => Run(program, variables), options with { Reduces = false, OrdersFences = true });

            Assert.True(reduced.Report.IsExhaustive && all.Report.IsExhaustive);
            Assert.True(all.Order().SequenceEqual(reduced.Order()), Difference(seed, program, reduced, all));
            Assert.True(reduced.Report.Executions <= all.Report.Executions);
        }
    }

    // Too large to be explored without any reduction: held against that in which full fences depend on each other, as the tests above hold it against everything.
    [Theory]
    [InlineData(2, 6, 2)]
    [InlineData(3, 3, 2)]
    [InlineData(3, 3, 3)]
    [InlineData(4, 2, 2)]
    public void Full_fences_whose_order_is_left_open_have_the_results_of_those_that_are_put_in_every_order(int threads, int length, int variables)
    {
        for (int seed = 0; seed < 2 * Programs; seed++)
        {
            int[][] program = RandomProgram(new Random(seed), threads, length, variables, Fenced);
            Outcomes<string> open = Model.Explore(() => Run(program, variables), ModelBudget.Everything);
            Outcomes<string> ordered = Model.Explore(() => Run(program, variables), ModelBudget.Everything with { OrdersFences = true });

            Assert.True(open.Report.IsExhaustive && ordered.Report.IsExhaustive);
            Assert.True(ordered.Order().SequenceEqual(open.Order()), Difference(seed, program, open, ordered));
        }
    }

    [Fact]
    public void A_bound_that_cuts_nothing_finds_every_result()
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            int[][] program = RandomProgram(new Random(seed), 2, 4, 2, Anything);
            Outcomes<string> bounded = Model.Explore(() => Run(program, 2), ModelBudget.Everything with { PreemptionBound = 20 });
            Outcomes<string> all = Model.Explore(() => Run(program, 2), ModelBudget.Everything with { Reduces = false, OrdersFences = true });

            Assert.Equal(all.Order(), bounded.Order());
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    public void With_a_bound_on_preemptions_the_reduction_finds_every_result_within_it(int bound, bool weakMemory)
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            int[][] program = RandomProgram(new Random(seed), 3, 2, 2, Anything);
            var options = ModelBudget.Everything with { WeakMemory = weakMemory, PreemptionBound = bound };
            Outcomes<string> reduced = Model.Explore(() => Run(program, 2), options);
            Outcomes<string> all = Model.Explore(() => Run(program, 2), options with { Reduces = false });

            Assert.True(all.Order().SequenceEqual(reduced.Order()), Difference(seed, program, reduced, all));
        }
    }

    private static int[][] RandomProgram(Random random, int threads, int length, int variables, int[] operations) =>
        [.. Enumerable.Range(0, threads).Select(_ => Enumerable.Range(0, length).Select(
            _ => (operations[random.Next(operations.Length)] * variables) + random.Next(variables)).ToArray())];

    private static string Difference(int seed, int[][] program, Outcomes<string> reduced, Outcomes<string> all) =>
        $"Program {seed} ({string.Join(" | ", program.Select(static operations => string.Join(' ', operations.Select(Text))))}): the reduction misses "
        + string.Join(", ", all.Except(reduced)) + " and adds " + string.Join(", ", reduced.Except(all));

    private static string Text(int operation) => operation.ToString(CultureInfo.InvariantCulture);

    private static string Run(int[][] program, int variables)
    {
        var memory = new AtomicInt[variables];
        var results = new string[program.Length];
        for (int thread = 0; thread < program.Length; thread++)
        {
            int own = thread;
            Model.Thread(() =>
            {
                string result = "";
                for (int index = 0; index < program[own].Length; index++)
                    result += Do(program[own][index] / variables, ref memory[program[own][index] % variables], (10 * own) + index + 1);
                results[own] = result;
            });
        }
        Model.JoinAll();
        return string.Join("|", results) + "=" + string.Join(",", memory.Select(static variable => variable.ReadRelaxed()));
    }

    private static string Do(int operation, ref AtomicInt variable, int value)
    {
        switch (operation)
        {
            case 0:
                return variable.Read() + " ";
            case 1:
                return variable.ReadRelaxed() + " ";
            case 2:
                variable.Write(value);
                return "";
            case 3:
                variable.WriteRelaxed(value);
                return "";
            case 4:
                return variable.Exchange(value) + " ";
            case 5:
                return variable.CompareExchange(0, value) + " ";
            case 6:
                Fence.Full();
                return "";
            case 7:
                Fence.Acquire();
                return "";
            default:
                Fence.Release();
                return "";
        }
    }
}
