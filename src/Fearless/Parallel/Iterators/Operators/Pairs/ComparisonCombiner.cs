namespace Fearless.Plumbing;

/// <summary>Compares two items.</summary>
internal readonly struct ComparisonCombiner<T>(IComparer<T> comparer) : ICombiner<T, T, int>
{
    public int Combine(T first, T second) => comparer.Compare(first, second);
}
