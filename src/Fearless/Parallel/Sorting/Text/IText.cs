namespace Fearless.Sorting;

/// <summary>The string by whose UTF-16 code units an element is sorted. It is a type argument, never a value.</summary>
internal interface IText<T>
{
    static abstract string? Of(ref readonly T item);
}
