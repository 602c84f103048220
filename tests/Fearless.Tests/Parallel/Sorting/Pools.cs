using CsCheck;

namespace Fearless.Tests.Parallel.Sorting;

/// <summary>The pools on which sorts are tested.</summary>
internal static class Pools
{
    private static readonly WorkerPool[] All = [new(1), new(2), new(5)];

    public static readonly Gen<WorkerPool> Gen = CsCheck.Gen.Int[0, 2].Select(static index => All[index]);

    public static readonly WorkerPool Two = All[1];
}
