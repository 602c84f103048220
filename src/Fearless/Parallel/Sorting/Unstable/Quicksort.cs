using System.Numerics;

namespace Fearless.Sorting;

/// <summary>Sorts in place, on one thread.</summary>
/// <remarks>SOURCE: Peters 2021, "Pattern-defeating quicksort": elements that equal the pivot before them are dealt with in one pass, and
/// bad pivots lead to <see cref="HeapSort"/>.</remarks>
internal static class Quicksort
{
    /// <summary>Up to as many are sorted by insertion, which compares little more often there and moves with less ado; as .NET has it.</summary>
    public const int InsertionLength = 16;

    /// <summary>How many times a span of <paramref name="length"/> elements may be divided: twice what good pivots need.</summary>
    public static int DivisionsFor(int length) => 2 * BitOperations.Log2((uint)length | 1);

    public static void Sort<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : struct, IOrder<T> => Sort(items, isAfterPivot: 0, DivisionsFor(items.Length), order);

    /// <summary>Sorts <paramref name="items"/> from <paramref name="isAfterPivot"/> on.</summary>
    /// <param name="items">What to sort, and perhaps the pivot before it.</param>
    /// <param name="isAfterPivot">One if the first element is a pivot that none of the others comes before; else zero.</param>
    /// <param name="divisions">How often to divide before giving up.</param>
    /// <param name="order">The order.</param>
    public static void Sort<T, TOrder>(Span<T> items, int isAfterPivot, int divisions, TOrder order)
        where TOrder : struct, IOrder<T>
    {
        while (items.Length - isAfterPivot > InsertionLength)
        {
            if (divisions == 0)
            {
                HeapSort.Sort(items[isAfterPivot..], order);
                return;
            }
            divisions--;

            int pivot = Divide(items, isAfterPivot, order, out bool leftIsDone);
            Span<T> left = leftIsDone ? [] : items[..pivot];
            Span<T> right = items[pivot..];
            // The shorter one first, so that the stack grows with the logarithm.
            if (left.Length < right.Length)
            {
                if (!leftIsDone)
                    Sort(left, isAfterPivot, divisions, order);
                items = right;
                isAfterPivot = 1;
            }
            else
            {
                Sort(right, isAfterPivot: 1, divisions, order);
                items = left;
            }
        }
        InsertionSort.Sort(items[isAfterPivot..], 1, order);
    }

    /// <summary>Divides <paramref name="items"/> into what comes before a pivot, and it and the rest.</summary>
    /// <returns>The index of the pivot.</returns>
    private static int Divide<T, TOrder>(Span<T> items, int isAfterPivot, TOrder order, out bool leftIsDone)
        where TOrder : struct, IOrder<T>
    {
        Span<T> unsorted = items[isAfterPivot..];
        leftIsDone = Pivot.MoveToFront(items, isAfterPivot, order);
        // A copy, which the compiler may keep in a register; the pivot itself stays in the span.
        T pivot = unsorted[0];
        int left = leftIsDone
            ? Partition.Run(unsorted[1..], in pivot, new NotAfterPivot<T, TOrder>(order))
            : Partition.Run(unsorted[1..], in pivot, new BeforePivot<T, TOrder>(order));
        (unsorted[0], unsorted[left]) = (unsorted[left], unsorted[0]);
        return isAfterPivot + left;
    }
}
