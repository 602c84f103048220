using Fearless.Pipelines;

namespace Fearless.Tests.Pipelines;

/// <summary>What has to hold for the report of any pipeline without branches.</summary>
internal static class Accounts
{
    /// <summary>Every item that a stage handed on is in one of the three counts of the next.</summary>
    public static void Balance(PipelineReport report)
    {
        Assert.All(report.Stages, static stage =>
        {
            Assert.Equal(0, stage.Queued);
            Assert.InRange(stage.BusyShare + stage.StarvedShare + stage.BlockedShare, 0, 1.0001);
        });
        foreach ((StageReport from, StageReport to) in report.Stages.Zip(report.Stages.Skip(1)))
            Assert.Equal(from.Produced, to.Done + to.Failed + to.NotStarted);
        Assert.Equal(report.Stages[0].Done, report.Stages[0].Produced);
    }
}
