namespace Fearless.Sorting;

/// <summary>Computes the key that is kept for an element. It runs the user's code, so it may throw.</summary>
internal interface IKeyMaker<T, TKey>
{
    TKey Make(T item);
}
