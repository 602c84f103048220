namespace Fearless.Pipelines;

/// <summary>Describes where a branch begins: at the split that it is one of.</summary>
/// <param name="index">Which branch.</param>
/// <param name="isShared">Whether other branches get the same items.</param>
internal sealed class BranchBlueprint<T>(int index, bool isShared) : Blueprint<T>
{
    public override bool IsShared => isShared;

    public override void Build(PipelineRun run, Outlet<T> outlet) => run.FindSplit(this).Connect(index, outlet);
}
