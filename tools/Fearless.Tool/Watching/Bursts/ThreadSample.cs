namespace Fearless.Tool.Watching.Bursts;

/// <summary>Where one thread was when the runtime's sample profiler stopped it.</summary>
/// <param name="Time">When, in UTC.</param>
/// <param name="Thread">The thread, by the system's number.</param>
/// <param name="IsRunning">Whether it ran managed code; otherwise it waited, or was in native code.</param>
/// <param name="Addresses">Where in the code it was, the innermost first.</param>
internal readonly record struct ThreadSample(DateTime Time, int Thread, bool IsRunning, ulong[] Addresses);
