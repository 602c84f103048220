using Fearless.Atomics;

namespace Fearless.Tool.Findings;

/// <summary>How far the looking is. May be read while others count.</summary>
internal sealed class AdviceProgress
{
    private AtomicInt _seen;

    /// <summary>How many files were looked at.</summary>
    public int Seen => _seen.Read();

    public void AddFile() => _seen.Increment();
}
