using Fearless.Sync;
using Fearless.Tests.Sync;

namespace Fearless.Tests.Threads;

/// <summary>The parker of a thread, with another one parked on it: each of the thread's own waits throws.</summary>
internal sealed class OccupiedParker : IDisposable
{
    private readonly Parker _parker = ThreadParker.Current;
    private readonly TestThread _occupant;
    private volatile bool _over;

    private OccupiedParker()
    {
        _occupant = TestThread.Start(() =>
        {
            while (!_over)
                _parker.Park();
        });
        TestThread.Until(() => _parker.IsParked, "the parker is occupied");
    }

    public static OccupiedParker OfThisThread() => new();

    public void Dispose()
    {
        _over = true;
        _parker.Unparker.Unpark();
        _occupant.Join();
    }
}
