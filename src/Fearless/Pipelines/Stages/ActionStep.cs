namespace Fearless.Pipelines;

/// <summary>Does something with each item, and hands the item on.</summary>
internal readonly struct ActionStep<T>(Action<T> action) : IStep<T, T>
{
    public bool TryApply(T item, CancellationToken token, out T result)
    {
        action(item);
        result = item;
        return true;
    }
}
