namespace Fearless.Collections;

/// <summary>Orders keys among values of another type that stand for keys, so that an ordered collection can be searched without making a
/// key first: what <see cref="IAlternateEqualityComparer{TAlternate, T}"/> is to dictionaries.</summary>
/// <remarks>The comparer of the collection implements it beside <see cref="IComparer{T}"/>, and both agree:
/// <c>Compare(alternate, key)</c> has the sign of <c>Compare(Create(alternate), key)</c>.</remarks>
/// <typeparam name="TAlternate">The type that stands for keys; may be a ref struct.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public interface IAlternateComparer<in TAlternate, TKey>
    where TAlternate : allows ref struct
{
    /// <summary>Compares what stands for a key with a key.</summary>
    /// <param name="alternate">Stands for a key.</param>
    /// <param name="key">A key of the collection.</param>
    /// <returns>Negative, zero or positive, as <see cref="IComparer{T}.Compare"/>.</returns>
    int Compare(TAlternate alternate, TKey key);

    /// <summary>Makes the key, to add it to a collection.</summary>
    /// <param name="alternate">Stands for the key.</param>
    /// <returns>A key that compares as equal to <paramref name="alternate"/>.</returns>
    TKey Create(TAlternate alternate);
}
