namespace Fearless.Sorting;

/// <summary>On which side of the pivot an element goes.</summary>
internal interface ISide<T>
{
    bool IsLeft(ref readonly T item, ref readonly T pivot);
}
