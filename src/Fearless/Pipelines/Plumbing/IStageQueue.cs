namespace Fearless.Pipelines;

/// <summary>A queue before a stage, whatever it holds.</summary>
internal interface IStageQueue : IDisposable
{
    /// <summary>No more ways in will be opened: the queue ends when those that there are have been closed.</summary>
    void Seal();
}
