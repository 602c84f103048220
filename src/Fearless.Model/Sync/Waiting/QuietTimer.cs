namespace Fearless.Sync;

/// <summary>The product's <c>QuietTimer</c>, whose timers ring when a thread of the model makes them: see <see cref="ModelTimer"/>.</summary>
internal static class QuietTimer
{
    public static ITimer Create(TimeProvider clock, TimerCallback callback, object state) => ModelTimer.Create(clock, callback, state);
}
