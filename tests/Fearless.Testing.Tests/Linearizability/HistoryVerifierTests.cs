using System.Diagnostics;
using CsCheck;
using Fearless.Testing.Linearizability;

namespace Fearless.Testing.Tests.Linearizability;

/// <summary>The checker against one that tries every permutation.</summary>
public class HistoryVerifierTests
{
    private static readonly Gen<(int Seed, int Threads, int Operations)> Histories = Gen.Select(Gen.Int, Gen.Int[1, 4], Gen.Int[1, 7]);

    [Fact]
    public void A_history_that_was_made_from_an_order_is_explained() => Histories.Sample(
        static given =>
        {
            SimulatedHistory history = SimulatedHistory.Linearizable(new Random(given.Seed), given.Threads, given.Operations);
            return Contradiction(history, Consistency.Linearizable) is null;
        },
        iter: 5_000);

    [Theory]
    [InlineData(Consistency.Linearizable)]
    [InlineData(Consistency.Sequential)]
    [InlineData(Consistency.Quiescent)]
    public void A_corrupted_history_is_explained_exactly_when_some_permutation_explains_it(Consistency consistency)
    {
        int explained = 0;
        int refuted = 0;
        Histories.Sample(
            given =>
            {
                var random = new Random(given.Seed);
                SimulatedHistory history = SimulatedHistory.Linearizable(random, given.Threads, given.Operations).Corrupted(random);
                bool expected = history.IsExplainedBy((first, second) => consistency switch
                {
                    Consistency.Linearizable => first.Precedes(second),
                    Consistency.Sequential => first.Thread == second.Thread && first.Precedes(second),
                    _ => history.IsQuietBetween(first, second),
                });
                Interlocked.Increment(ref expected ? ref explained : ref refuted);
                return Contradiction(history, consistency) is null == expected;
            },
            iter: 5_000);

        // Neither answer came by default.
        Assert.InRange(explained, 100, int.MaxValue);
        Assert.InRange(refuted, 100, int.MaxValue);
    }

    [Fact]
    public void A_contradiction_names_the_longest_beginning_of_an_order() => Histories.Sample(
        static given =>
        {
            var random = new Random(given.Seed);
            SimulatedHistory history = SimulatedHistory.Linearizable(random, given.Threads, given.Operations).Corrupted(random);
            if (Contradiction(history, Consistency.Linearizable) is not { } contradiction)
                return true;
            var replay = new ModelReplay<object, SequentialQueue<int>>(SimulatedHistory.NewModel);
            int[] position = new int[contradiction.History.Chains.Length];
            return contradiction.Verdict.Order.All(chain =>
                replay.TryAdvance(contradiction.History.Chains[chain][position[chain]++]).IsAccepted);
        },
        iter: 2_000);

    [Fact]
    public void Scenarios_of_the_usual_size_are_decided_in_well_under_a_millisecond()
    {
        SimulatedHistory[] histories = [.. Enumerable.Range(0, 500).Select(static seed =>
            SimulatedHistory.Linearizable(new Random(seed), 4, 20))];
        SimulatedHistory[] corrupted = [.. histories.Select(static (history, seed) => history.Corrupted(new Random(seed)))];
        Assert.All(histories, static history => Contradiction(history, Consistency.Linearizable));

        long start = Stopwatch.GetTimestamp();
        foreach (SimulatedHistory history in histories.Concat(corrupted))
            Contradiction(history, Consistency.Linearizable);

        // A tenth of a millisecond each on a quiet machine; this one may be busy.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds / 1_000, 0, 1);
    }

    [Fact]
    public void Two_threads_with_a_thousand_operations_each_are_decided()
    {
        SimulatedHistory history = SimulatedHistory.Linearizable(new Random(1), 2, 2_000);

        Assert.Null(Contradiction(history, Consistency.Linearizable));
    }

    private static Contradiction<object, SequentialQueue<int>>? Contradiction(SimulatedHistory history, Consistency consistency) =>
        new HistoryVerifier<object, SequentialQueue<int>>(new(static () => new object(), SimulatedHistory.NewModel) { Consistency = consistency })
            .FindContradiction(history.History);
}
