namespace Fearless.Collections;

/// <summary>The last step of <see cref="ICollection{T}.CopyTo"/>, for collections that change while they are copied.</summary>
internal static class CollectionCopy
{
    public static void To<T>(T[] items, T[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        if (items.Length > array.Length - arrayIndex)
        {
            throw new ArgumentException(
                $"There are {items.Length} elements, and the array has room for {Math.Max(0, array.Length - arrayIndex)} behind the index. " +
                "The collection may grow at any time: use ToArray.",
                nameof(array));
        }
        items.CopyTo(array, arrayIndex);
    }
}
