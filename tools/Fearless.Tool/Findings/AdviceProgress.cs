using Fearless.Atomics;

namespace Fearless.Tool.Findings;

/// <summary>How far the looking is. May be read while others count.</summary>
/// <param name="files">How many files there are.</param>
internal sealed class AdviceProgress(int files)
{
    private AtomicInt _seen;

    public int Files { get; } = files;

    public int Seen => _seen.Read();

    public void AddFile() => _seen.Increment();
}
