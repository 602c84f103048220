namespace Fearless.Pipelines;

/// <summary>What a stage does with one item. A struct, so that it is compiled into the loop of the stage.</summary>
internal interface IStep<TIn, TOut>
{
    /// <summary>Processes one item. Returns false if nothing is to be handed on. Runs the user's code, and throws what that throws.</summary>
    /// <param name="item">The item.</param>
    /// <param name="token">Cancelled when the stage is stopped.</param>
    /// <param name="result">What is handed on.</param>
    bool TryApply(TIn item, CancellationToken token, out TOut result);
}
