namespace Fearless.Sorting;

/// <summary>A way to sort by comparing. It is a type argument, never a value.</summary>
internal interface ISort
{
    /// <summary>Sorts <paramref name="items"/>, which no thread but the caller's may have on its stack if they hold references.</summary>
    static abstract void Sort<T, TOrder>(Span<T> items, TOrder order, CancellationToken cancellationToken)
        where TOrder : struct, IOrder<T>;
}
