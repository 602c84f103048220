namespace Fearless.Plumbing;

/// <summary>Says whether two items are equal.</summary>
internal readonly struct EqualityCombiner<T>(IEqualityComparer<T>? comparer) : ICombiner<T, T, bool>
{
    public bool Combine(T first, T second) =>
        comparer is null ? EqualityComparer<T>.Default.Equals(first, second) : comparer.Equals(first, second);
}
