using Fearless.Testing;

namespace Fearless.Scheduling;

/// <summary>The product's <c>PoolThread</c>: a thread of the model.</summary>
internal sealed class PoolThread
{
    private readonly ModelThread _thread;

    private PoolThread(ModelThread thread) => _thread = thread;

    public static PoolThread Start(Action body, string name, int stackSize, ThreadPriority priority)
    {
        _ = stackSize;
        _ = priority;
        return new PoolThread(Testing.Model.Thread(body, name));
    }

    public void Join(ref DeferredFailure deferred)
    {
        _ = deferred;
        _thread.Join();
    }
}
