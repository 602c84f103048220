using Fearless.Pipelines;

namespace Fearless.Tests.Pipelines;

/// <summary>Calls a delegate on the thread that reports.</summary>
internal sealed class InlineProgress(Action<PipelineProgress> report) : IProgress<PipelineProgress>
{
    public void Report(PipelineProgress value) => report(value);
}
