using Fearless.Atomics;

namespace Fearless.Tool.Findings;

/// <summary>How far the looking is. May be read while others count.</summary>
/// <param name="files">How many files there are.</param>
internal sealed class AdviceProgress(int files)
{
    private AtomicInt _seen;
    private AtomicLong _bound;
    private AtomicLong _unbound;

    public int Files { get; } = files;

    public int Seen => _seen.ReadRelaxed();

    public long Bound => _bound.ReadRelaxed();

    public long Unbound => _unbound.ReadRelaxed();

    public void AddFile() => _seen.Increment();

    public void AddCalls(int bound, int unbound)
    {
        _bound.Add(bound);
        _unbound.Add(unbound);
    }
}
