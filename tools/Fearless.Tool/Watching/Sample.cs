namespace Fearless.Tool.Watching;

/// <summary>Where one thread was at a moment.</summary>
/// <param name="Moment">Which moment, as an index into <see cref="Recording.Moments"/>.</param>
/// <param name="Thread">The thread, by the system's number.</param>
/// <param name="Stack">Its stack, to be asked for with <see cref="Recording.ReadingOf"/>.</param>
/// <param name="IsRunning">Whether it ran managed code; otherwise it waited, or was in native code.</param>
internal readonly record struct Sample(int Moment, int Thread, int Stack, bool IsRunning);
