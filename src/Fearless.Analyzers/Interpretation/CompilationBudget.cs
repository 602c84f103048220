using System.Diagnostics;
using System.Threading;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Bounds the time that is spent on all of a compilation: what was not looked at by then is not. Any thread.</summary>
internal sealed class CompilationBudget(TimeSpan limit)
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    private long _spent;

    /// <summary>What is left, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Left => (long)(limit.TotalSeconds * Stopwatch.Frequency) - Interlocked.Read(ref _spent);

    public void Spend(long ticks) => Interlocked.Add(ref _spent, ticks);
}
