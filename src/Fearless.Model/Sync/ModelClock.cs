using Fearless.Testing;

namespace Fearless.Sync;

/// <summary>The time of a thread of the model. It stands still while the thread runs, and moves on when a sleep of the thread is over.</summary>
internal sealed class ModelClock : TimeProvider
{
    public static readonly ModelClock Instance = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => ModelThread.Current?.Now ?? 0;

    /// <summary>Lets the thread's time be <paramref name="timestamp"/> now, or not yet: both are explored.</summary>
    public static bool MayReach(long timestamp)
    {
        if (ModelThread.Current is not { } thread)
            return false;
        if (thread.Now >= timestamp)
            return true;
        if (Model.Choose(2) == 0)
            return false;
        thread.Now = timestamp;
        return true;
    }
}
