using System.Runtime.CompilerServices;

namespace Fearless;

/// <summary>A scoped thread with a result: whatever its body needs, and how to call it.</summary>
/// <param name="job">The delegate and its arguments.</param>
/// <param name="run">Calls the one with the others; static.</param>
internal sealed class FuncThread<TJob, TResult>(TJob job, Func<TJob, ThreadScope, TResult> run) : ScopedThread<TResult>
{
    private static readonly bool IsTask = typeof(TResult).IsAssignableTo(typeof(Task)) || typeof(TResult) == typeof(ValueTask)
        || (typeof(TResult).IsGenericType && typeof(TResult).GetGenericTypeDefinition() == typeof(ValueTask<>));

    private TJob? _job = job;

    internal override bool ReturnsTask => IsTask;

    // SAFETY: see ScopedThread.RunBody.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected override void RunBody(ThreadScope scope)
    {
        TJob job = _job!;
        // The handle may outlive its thread for long; what the body used need not.
        _job = default;
        Result = run(job, scope);
    }
}
