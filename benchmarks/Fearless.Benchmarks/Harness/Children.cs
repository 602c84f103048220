using System.Runtime.InteropServices;

namespace Fearless.Benchmarks.Harness;

/// <summary>The processes that this one started.</summary>
internal static partial class Children
{
    private const int Who = -1;

    /// <summary>The processor time of all that have ended and were waited for, with those that they waited for. A process says nothing of itself once it has ended.</summary>
    /// <exception cref="PlatformNotSupportedException">Windows does not sum it up.</exception>
    public static TimeSpan ProcessorTime()
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("The processor time of other processes is read by getrusage. Run this on Linux or macOS.");
        if (GetUsage(Who, out Usage usage) != 0)
            throw new InvalidOperationException($"getrusage failed: {Marshal.GetLastPInvokeErrorMessage()}");
        return usage.User + usage.System;
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Usage
    {
        private readonly long _userSeconds, _userMicroseconds, _systemSeconds, _systemMicroseconds;

        public readonly TimeSpan User => TimeSpan.FromSeconds(_userSeconds) + TimeSpan.FromMicroseconds((int)_userMicroseconds);

        public readonly TimeSpan System => TimeSpan.FromSeconds(_systemSeconds) + TimeSpan.FromMicroseconds((int)_systemMicroseconds);
    }
}
