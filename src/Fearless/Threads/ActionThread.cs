using System.Runtime.CompilerServices;

namespace Fearless;

/// <summary>A scoped thread without a result: whatever its body needs, and how to call it.</summary>
/// <param name="job">The delegate and its arguments.</param>
/// <param name="run">Calls the one with the others; static.</param>
internal sealed class ActionThread<TJob>(TJob job, Action<TJob, ThreadScope> run) : ScopedThread
{
    private TJob? _job = job;

    // SAFETY: see ScopedThread.RunBody.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected override void RunBody(ThreadScope scope)
    {
        TJob job = _job!;
        // The handle may outlive its thread for long; what the body used need not.
        _job = default;
        run(job, scope);
    }
}
