namespace Fearless.Pipelines;

/// <summary>Hands on the items that a predicate accepts.</summary>
internal readonly struct FilterStep<T>(Func<T, bool> predicate) : IStep<T, T>
{
    public bool TryApply(T item, CancellationToken token, out T result)
    {
        result = item;
        return predicate(item);
    }
}
