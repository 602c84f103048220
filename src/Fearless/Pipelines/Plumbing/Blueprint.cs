namespace Fearless.Pipelines;

/// <summary>A stage as it is described, with all that feeds it: data, from which each run builds its own nodes. Immutable.</summary>
internal abstract class Blueprint<T>
{
    /// <summary>Whether items come out in the order in which they were numbered.</summary>
    public virtual bool IsOrdered => true;

    /// <summary>Whether one thread hands on all results.</summary>
    public virtual bool HasOneThread => true;

    /// <summary>Whether the items may be in other hands too, so that the pipeline must not dispose them.</summary>
    public virtual bool IsShared => false;

    /// <summary>Builds everything that feeds the stage, then the stage.</summary>
    /// <param name="run">The run to build it for.</param>
    /// <param name="outlet">Where the results go.</param>
    public abstract void Build(PipelineRun run, Outlet<T> outlet);
}
