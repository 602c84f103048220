namespace Fearless.Sorting;

/// <summary>The order of UTF-16 code units as numbers, null first.</summary>
internal readonly struct TextOrder<T, TText> : IOrder<T>
    where TText : struct, IText<T>
{
    public bool IsLess(ref readonly T left, ref readonly T right) => string.CompareOrdinal(TText.Of(in left), TText.Of(in right)) < 0;
}
