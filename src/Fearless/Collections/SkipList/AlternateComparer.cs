namespace Fearless.Collections;

/// <summary>What maps and sets say about a comparer that knows nothing but keys.</summary>
internal static class AlternateComparer
{
    public static InvalidOperationException Missing(Type alternate, Type key) => new(
        $"The comparer of this collection does not implement IAlternateComparer<{alternate}, {key}>. Construct the collection with one that " +
        $"does; for strings and spans of characters that is StringComparer.Ordinal or {nameof(OrdinalComparer)}.{nameof(OrdinalComparer.Instance)}.");
}
