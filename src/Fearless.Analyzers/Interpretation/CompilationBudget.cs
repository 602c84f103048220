using System;
using System.Diagnostics;
using System.Threading;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Bounds the time that is spent on all of a compilation: what was not looked at by then is not. Any thread.</summary>
internal sealed class CompilationBudget(TimeSpan limit)
{
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    // Of the time for all of them, the part that one method may have: five seconds, usually.
    private const int MethodsAtLeast = 6;

    private readonly long _limit = (long)(limit.TotalSeconds * Stopwatch.Frequency);
    private long _spent;

    /// <summary>What is left for one method, in ticks of <see cref="Stopwatch"/>.</summary>
    public long LeftForOne => Math.Min(_limit - Interlocked.Read(ref _spent), _limit / MethodsAtLeast);

    public void Spend(long ticks) => Interlocked.Add(ref _spent, ticks);
}
