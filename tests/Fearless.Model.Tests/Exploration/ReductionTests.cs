using System.Globalization;

namespace Fearless.ModelTests.Exploration;

/// <summary>What the reduction leaves out has no result of its own: on random programs it finds exactly what exploring everything finds.</summary>
public class ReductionTests
{
    private static readonly int Programs = ModelBudget.IsDeep ? 2000 : 8;

    [Theory]
    [InlineData(2, 4, 2, true)]
    [InlineData(2, 4, 2, false)]
    [InlineData(3, 2, 2, true)]
    [InlineData(3, 2, 2, false)]
    public void The_reduction_finds_every_result_of_a_random_program(int threads, int length, int variables, bool weakMemory)
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            int[][] program = RandomProgram(new Random(seed), threads, length, variables);
            var options = new ModelOptions { WeakMemory = weakMemory };
            Outcomes<string> reduced = Model.Explore(() => Run(program, variables), options);
            Outcomes<string> all = Model.Explore(() => Run(program, variables), options with { Reduces = false });

            Assert.True(reduced.Report.IsExhaustive && all.Report.IsExhaustive);
            Assert.True(
                reduced.Order().SequenceEqual(all.Order()),
                $"Program {seed} ({string.Join(" | ", program.Select(static ops => string.Join(' ', ops.Select(Text))))}): the reduction misses "
                + string.Join(", ", all.Except(reduced)) + " and adds " + string.Join(", ", reduced.Except(all)));
            Assert.True(reduced.Report.Executions <= all.Report.Executions);
        }
    }

    [Fact]
    public void A_bound_that_cuts_nothing_finds_every_result()
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            int[][] program = RandomProgram(new Random(seed), 2, 4, 2);
            Outcomes<string> bounded = Model.Explore(() => Run(program, 2), new ModelOptions { PreemptionBound = 20 });
            Outcomes<string> all = Model.Explore(() => Run(program, 2), new ModelOptions { Reduces = false });

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
            int[][] program = RandomProgram(new Random(seed), 3, 2, 2);
            var options = new ModelOptions { WeakMemory = weakMemory, PreemptionBound = bound };
            Outcomes<string> reduced = Model.Explore(() => Run(program, 2), options);
            Outcomes<string> all = Model.Explore(() => Run(program, 2), options with { Reduces = false });

            Assert.True(
                all.Order().SequenceEqual(reduced.Order()),
                $"Program {seed}: the reduction misses {string.Join(", ", all.Except(reduced))} and adds {string.Join(", ", reduced.Except(all))}");
        }
    }

    private static int[][] RandomProgram(Random random, int threads, int length, int variables) =>
        [.. Enumerable.Range(0, threads).Select(_ => Enumerable.Range(0, length).Select(_ => (random.Next(9) * variables) + random.Next(variables)).ToArray())];

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
