namespace Fearless.Pipelines;

/// <summary>Describes where items come from.</summary>
internal sealed class SourceBlueprint<T>(Func<PipelineRun, Emitter<T>, SourceNode<T>> create) : Blueprint<T>
{
    public override void Build(PipelineRun run, Outlet<T> outlet) => run.Add(create(run, new Emitter<T>(outlet)));
}
