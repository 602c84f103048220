using CsCheck;
using Fearless.Pipelines;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Pipelines;

public class RandomPipelineTests
{
    // What a random pipeline is made of: an operator by its index, and a number that it uses as it likes.
    private static readonly Gen<(int Operator, int Number)[]> Operators = Gen.Select(Gen.Int[0, 11], Gen.Int[1, 5]).Array[0, 6];

    [Fact]
    public void It_means_what_the_sequential_program_means() =>
        Gen.Select(Gen.Int[-50, 50].Array[0, 120], Operators, Gen.Int[1, 20]).Sample(
            static (items, operators, capacity) =>
            {
                (Pipeline<int> pipeline, IEnumerable<int> expected, bool isOrdered) = Build(items, operators);

                List<int> actual = [];
                PipelineReport report = null!;
                Patience.Ends(() => report = pipeline
                    .Sequential(actual.Add)
                    .With(new PipelineOptions { Capacity = capacity })
                    .Run());

                Assert.Equal(PipelineOutcome.Completed, report.Outcome);
                Assert.Equal(0, report.NotStarted);
                Assert.Equal(expected.LongCount(), report.Completed);
                Assert.Equal(isOrdered ? expected : expected.Order(), isOrdered ? actual : actual.Order());
            },
            iter: 300);

    private static (Pipeline<int> Pipeline, IEnumerable<int> Expected, bool IsOrdered) Build(
        int[] items, (int Operator, int Number)[] operators)
    {
        Pipeline<int> pipeline = Pipeline.From(items);
        IEnumerable<int> expected = items;
        bool isOrdered = true;
        foreach ((int @operator, int number) in operators)
        {
            int n = number;
            switch (@operator)
            {
                case 0:
                    pipeline = pipeline.Sequential(x => x + n);
                    expected = expected.Select(x => x + n);
                    break;
                case 1:
                    pipeline = pipeline.Parallel(x => x * n, degree: n);
                    expected = expected.Select(x => x * n);
                    isOrdered &= n == 1;
                    break;
                case 2:
                    pipeline = pipeline.Where(x => x % n == 0);
                    expected = expected.Where(x => x % n == 0);
                    break;
                case 3:
                    pipeline = pipeline.Parallel(x => -x, degree: n).Where(x => x % 3 != 0).Parallel(x => x + n, degree: 2).Ordered();
                    expected = expected.Select(x => -x).Where(x => x % 3 != 0).Select(x => x + n);
                    break;
                case 4:
                    pipeline = pipeline.SelectMany(x => Enumerable.Repeat(x, n % 3));
                    expected = expected.SelectMany(x => Enumerable.Repeat(x, n % 3));
                    break;
                case 5:
                    pipeline = pipeline.Async(
                        async (x, _) =>
                        {
                            await Task.Yield();
                            return x + n;
                        },
                        degree: n);
                    expected = expected.Select(x => x + n);
                    isOrdered &= n == 1;
                    break;
                case 6:
                    pipeline = pipeline.Broadcast(copies => copies, copies => copies.Parallel(x => x + n, degree: 2));
                    expected = expected.SelectMany(x => new[] { x, x + n });
                    isOrdered = false;
                    break;
                case 7:
                    pipeline = pipeline.Route(
                        x => x & 1, even => even.Sequential(x => x * n), odd => odd.Where(x => x > n).Parallel(x => x, degree: 3).Ordered());
                    expected = expected.SelectMany(x => (x & 1) == 0 ? [x * n] : x > n ? new[] { x } : []);
                    isOrdered = false;
                    break;
                case 8:
                    pipeline = Pipeline.Merge(pipeline, Pipeline.From(Enumerable.Range(0, n)));
                    expected = expected.Concat(Enumerable.Range(0, n));
                    isOrdered = false;
                    break;
                // What these make depends on the order, so they come where there is one.
                case 9 when isOrdered:
                    pipeline = pipeline.Ordered().Batch(n).Sequential(batch => batch.Sum());
                    expected = expected.Chunk(n).Select(chunk => chunk.Sum());
                    break;
                case 10 when isOrdered:
                    pipeline = pipeline.Window(n, step: 2).Sequential(window => window[0] - window.Sum());
                    expected = Windows(expected, n, step: 2).Select(window => window[0] - window.Sum());
                    break;
                case 11 when isOrdered:
                    pipeline = pipeline.Parallel(x => x - n, degree: 2).Ordered().Parallel(x => x * 2, degree: 3).Ordered();
                    expected = expected.Select(x => (x - n) * 2);
                    break;
            }
        }
        return (pipeline, expected, isOrdered);
    }

    private static IEnumerable<int[]> Windows(IEnumerable<int> items, int size, int step)
    {
        int[] all = [.. items];
        for (int from = 0; from + size <= all.Length; from += step)
            yield return all[from..(from + size)];
    }
}
