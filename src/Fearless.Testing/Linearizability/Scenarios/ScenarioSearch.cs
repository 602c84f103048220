using System.Diagnostics;

namespace Fearless.Testing.Linearizability;

/// <summary>Runs one scenario after another until one fails, makes that one smaller, and reports it.</summary>
internal static class ScenarioSearch
{
    // A scenario that failed at once may need luck to fail again; one that is cut too far never does.
    private static readonly TimeSpan ShortestTrial = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestTrial = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestShrinking = TimeSpan.FromSeconds(2);

    public static void Run<TSubject, TModel>(
        Specification<TSubject, TModel> specification, LinearizabilityOptions options, ScenarioRunner<TSubject, TModel> runner, int seed)
    {
        var generator = new ScenarioGenerator<TSubject, TModel>(specification.Operations, options, seed);
        long start = Stopwatch.GetTimestamp();
        for (int number = 0; number < options.Scenarios; number++)
        {
            // What a scenario leaves of its share goes to those that follow.
            TimeSpan left = options.Budget - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return;
            long scenarioStart = Stopwatch.GetTimestamp();
            if (runner.FindViolation(generator.Generate(number), left / (options.Scenarios - number)) is not { } violation)
                continue;
            (long runs, int scenarios) = (runner.Runs, number + 1);
            if (!runner.IsBroken)
                violation = Shrink(runner, violation, Stopwatch.GetElapsedTime(scenarioStart));
            throw new LinearizabilityException(ViolationReport.Of(violation, specification, runs, scenarios, seed), violation.Failure);
        }
    }

    private static Violation<TSubject, TModel> Shrink<TSubject, TModel>(
        ScenarioRunner<TSubject, TModel> runner, Violation<TSubject, TModel> violation, TimeSpan timeToFail)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan trial = TimeSpan.FromTicks(Math.Clamp(timeToFail.Ticks * 2, ShortestTrial.Ticks, LongestTrial.Ticks));
        while (Stopwatch.GetElapsedTime(start) < LongestShrinking && !runner.IsBroken)
        {
            if (FindSmaller(runner, violation, trial, LongestShrinking - Stopwatch.GetElapsedTime(start)) is { } smaller)
                violation = smaller;
            else if (trial < LongestTrial)
                trial *= 2;
            else
                break;
        }
        return violation;
    }

    private static Violation<TSubject, TModel>? FindSmaller<TSubject, TModel>(
        ScenarioRunner<TSubject, TModel> runner, Violation<TSubject, TModel> violation, TimeSpan trial, TimeSpan budget)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (Scenario<TSubject, TModel> candidate in ScenarioShrinker.SmallerThan(violation.Scenario))
        {
            if (runner.FindViolation(candidate, trial) is { } found && found.IsLike(violation))
                return found;
            if (runner.IsBroken || Stopwatch.GetElapsedTime(start) > budget)
                break;
        }
        return null;
    }
}
