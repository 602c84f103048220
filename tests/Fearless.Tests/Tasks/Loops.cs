using Fearless.Tasks;
using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

/// <summary>Runs a test's tasks in loops of every kind, with a watchdog.</summary>
internal static class Loops
{
    public static TheoryData<LoopKind> Kinds { get; } = [.. Enum.GetValues<LoopKind>()];

    public static void Run(LoopKind kind, Func<Future> body)
    {
        IoBackend? backend = kind is LoopKind.PortableThread or LoopKind.PortablePool ? IoBackend.Portable : null;
        using WorkerPool? pool = kind is LoopKind.Pool or LoopKind.PortablePool ? new WorkerPool(2) : null;
        Patience.Ends(() => ThreadLoop.BlockOn(
            () => (pool is null ? body() : PoolBodies.Later(body).RunOn(pool)).Unclaimed, null, CancellationToken.None, backend));
    }
}
