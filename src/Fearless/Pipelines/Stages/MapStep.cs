namespace Fearless.Pipelines;

/// <summary>Makes a result of each item.</summary>
internal readonly struct MapStep<TIn, TOut>(Func<TIn, TOut> function) : IStep<TIn, TOut>
{
    public bool TryApply(TIn item, CancellationToken token, out TOut result)
    {
        result = function(item);
        return true;
    }
}
