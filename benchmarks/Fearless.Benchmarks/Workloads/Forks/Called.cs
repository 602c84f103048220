using System.Runtime.CompilerServices;

namespace Fearless.Benchmarks.Workloads.Forks;

/// <summary>What closures cost without a join.</summary>
internal static class Called
{
    /// <summary>Calls both.</summary>
    // Not inlined: else the JIT could see that the closures never leave their frame, and keep them off the heap.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (ulong Left, ulong Right) InTurn(Func<ulong> left, Func<ulong> right) => (left(), right());
}
