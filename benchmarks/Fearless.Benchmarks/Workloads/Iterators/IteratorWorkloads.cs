namespace Fearless.Benchmarks.Workloads.Iterators;

/// <summary>What the parallel iterators are measured by.</summary>
internal static class IteratorWorkloads
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        new IteratorWorkload("elements", "loops over arrays: increment, collect, a sieve", ElementRows.All),
        new IteratorWorkload("find", "searches in ten million numbers, of the first and of any", FindRows.All),
        new IteratorWorkload("divide", "quicksort and mergesort of 488,281 numbers, by joins", DivideRows.All),
        new IteratorWorkload("reduce-small", "sums, extrema and counts of 10 to 1,000 numbers, against loops by hand", ReductionRows.Small),
        new IteratorWorkload("reduce-medium", "the same of 10,000 and of a million", ReductionRows.Medium),
        new IteratorWorkload("reduce-large", "the same of a hundred million, against what the memory allows", ReductionRows.Large),
    ];
}
