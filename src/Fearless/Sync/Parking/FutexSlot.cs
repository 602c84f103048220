using System.Runtime.InteropServices;

namespace Fearless.Sync;

/// <summary>Sleeps in Linux's futex call.</summary>
internal sealed unsafe partial class FutexSlot : ParkingSlot
{
    // SOURCE: linux/futex.h; FUTEX_PRIVATE_FLAG because the word is in no shared mapping.
    private const int WaitPrivate = 0 | 128;
    private const int WakePrivate = 1 | 128;

    // SOURCE: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h. Other architectures use the event.
    private static readonly nint FutexNumber = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 => 98,
        _ => -1,
    };

    /// <summary>Whether the call exists and is allowed here. A sandbox that refuses it would turn every sleep into a busy loop.</summary>
    public static bool IsAvailable { get; } = Probe();

    public override void Wait(TimeSpan timeout)
    {
        (long seconds, long ticks) = Math.DivRem(timeout.Ticks, TimeSpan.TicksPerSecond);
        var relative = new TimeSpec { Seconds = seconds, Nanoseconds = ticks * TimeSpan.NanosecondsPerTick };

        // SAFETY: the kernel compares the word and queues the thread in one step, so a change before the call makes it return at once. It
        // reads `relative` during the call only. The result is of no use: the caller looks at the word whatever ended the sleep.
        _ = Syscall(FutexNumber, Address, WaitPrivate, ParkerState.Parked, timeout == Timeout.InfiniteTimeSpan ? null : &relative);
        GC.KeepAlive(this);
    }

    public override void Wake()
    {
        _ = Syscall(FutexNumber, Address, WakePrivate, 1, null);
        GC.KeepAlive(this);
    }

    private static bool Probe()
    {
        if (!OperatingSystem.IsLinux() || FutexNumber < 0)
            return false;
        try
        {
            int word = 0;
            return Syscall(FutexNumber, &word, WakePrivate, 1, null) >= 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    // SAFETY: `syscall` is variadic in C. On Linux, x64 and arm64 pass integers and pointers to variadic functions as to any other.
    // It sleeps, so it must not suppress the GC transition: a collection would wait for the thread that sleeps.
    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Syscall(nint number, void* address, nint operation, nint value, TimeSpec* timeout);

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
