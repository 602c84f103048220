namespace Fearless.Sorting;

/// <summary>Which of two elements comes first. A struct, so that the loops of a sort are compiled for it; it may throw, and it may lie.</summary>
internal interface IOrder<T>
{
    /// <summary>Whether <paramref name="left"/> has to come before <paramref name="right"/>.</summary>
    bool IsLess(ref readonly T left, ref readonly T right);
}
