using Fearless.Tests.Threads;

namespace Fearless.Tests.Tasks;

/// <summary>Runs a test's tasks, with a watchdog.</summary>
internal static class Blocking
{
    public static T On<T>(Func<Future<T>> body, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        T result = default!;
        Patience.Ends(() => result = Executor.BlockOn(body, clock, cancellationToken));
        return result;
    }

    public static void On(Func<Future> body, TimeProvider? clock = null, CancellationToken cancellationToken = default) =>
        Patience.Ends(() => Executor.BlockOn(body, clock, cancellationToken));
}
