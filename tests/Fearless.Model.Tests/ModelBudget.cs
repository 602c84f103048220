using System.Globalization;

namespace Fearless.ModelTests;

/// <summary>How deep the models here are explored: a little in every run, much when <c>FEARLESS_MODEL_DEEP=1</c>.</summary>
internal static class ModelBudget
{
    public static bool IsDeep { get; } = Environment.GetEnvironmentVariable("FEARLESS_MODEL_DEEP") == "1";

    // How long a model with a bound may take; the mutation tool takes less for a first look.
    private static readonly TimeSpan Patience = double.TryParse(
        Environment.GetEnvironmentVariable("FEARLESS_MODEL_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        ? TimeSpan.FromSeconds(seconds)
        : IsDeep ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(1.5);

    /// <summary>For a model that is small enough to be explored without a bound, in a second or so. The largest has 30,000 executions. Limited by
    /// work and not by time: that a machine is busy, or was stopped for a while, is no failure.</summary>
    public static ModelOptions Everything { get; } = new() { MaxExecutions = IsDeep ? 20_000_000 : 500_000, MaxDuration = TimeSpan.FromDays(1) };

    /// <summary>For a model that is not: two preemptions an execution, four when deep.</summary>
    public static ModelOptions Bounded { get; } = new()
    {
        PreemptionBound = IsDeep ? 4 : 2,
        MaxDuration = Patience,
    };

    /// <summary>For a model in which something must be found with two preemptions an execution: limited by work, as <see cref="Everything"/>.</summary>
    public static ModelOptions Searching { get; } = Everything with { PreemptionBound = 2 };

    /// <summary>For one in which it takes four preemptions, and a hundred thousand executions.</summary>
    public static ModelOptions SearchingDeeper { get; } =
        Everything with { PreemptionBound = 4, MaxExecutions = IsDeep ? 20_000_000 : 130_000 };

    /// <summary>Explores and fails unless all was explored.</summary>
    public static void CheckAll(Action body)
    {
        ModelReport report = Model.Check(body, Everything);
        Assert.True(report.IsExhaustive, $"Not exhaustive: {report}.");
    }

    /// <summary>Fails unless the program is found to be wrong in this way.</summary>
    public static ModelFailureException Catches(ModelFailureKind kind, Action body, ModelOptions? options = null)
    {
        var failure = Assert.Throws<ModelFailureException>(() => Model.Check(body, options ?? Everything));
        Assert.True(failure.Kind == kind, failure.Message);
        return failure;
    }
}
