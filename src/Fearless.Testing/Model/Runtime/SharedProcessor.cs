using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fearless.Testing;

/// <summary>The one processor that the operating-system threads of an execution share.</summary>
/// <remarks>
/// Exactly one of them runs, so a second processor is of no use to them, and to wake a thread there takes many times as long as a switch here. The operating system
/// does not know that whoever wakes another sleeps next, and spreads them. So they are bound to one. Which, it chooses itself, when a check begins and every
/// now and then afterwards, since others may have come there. On Linux; elsewhere nothing is bound, and <see cref="Gate"/> spins.
/// </remarks>
internal sealed unsafe partial class SharedProcessor
{
    private const int Words = 128;

    // Choosing anew takes a tenth of a millisecond.
    private static readonly long Interval = Stopwatch.Frequency / 20;

    // A thread that sleeps is put where there is room when it wakes up.
    private const uint ShortSleepMicroseconds = 1;

    // The processors that this process may use; null where threads cannot be bound.
    private static readonly ulong[]? All = ReadAll();

    private int _number;
    private long _chosenAt;

    /// <summary>Whether threads are bound here.</summary>
    public static bool IsSupported => All is not null;

    /// <summary>Binds the calling thread to the processor that it is on, for the others to follow. On the thread of the model's body, which is free.</summary>
    public void Choose()
    {
        if (All is null)
            return;
        _chosenAt = Stopwatch.GetTimestamp();
        _number = GetProcessor();
        Bind(_number);
    }

    /// <summary>Lets the operating system choose anew, if it has chosen some time ago. On the thread of the model's body, between two executions.</summary>
    /// <param name="now">The present timestamp.</param>
    public void ChooseAnew(long now)
    {
        if (All is null || now - _chosenAt < Interval)
            return;
        Free();
        _ = Sleep(ShortSleepMicroseconds);
        Choose();
    }

    /// <summary>Binds the calling thread to the processor of the others.</summary>
    /// <param name="bound">The one that it is bound to; -1 for none.</param>
    public void Follow(ref int bound)
    {
        if (All is null || bound == _number)
            return;
        bound = _number;
        Bind(bound);
    }

    /// <summary>Lets the calling thread run anywhere again.</summary>
    public static void Free()
    {
        if (All is not null)
            SetAffinity(All);
    }

    private static ulong[]? ReadAll()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        ulong[] mask = new ulong[Words];
        try
        {
            fixed (ulong* words = mask)
            {
                if (GetAffinity(0, Words * sizeof(ulong), words) != 0)
                    return null;
            }
            return SetAffinity(mask) ? mask : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    // Where that fails, the thread stays free, and the check is slower.
    private static void Bind(int number)
    {
        Span<ulong> mask = stackalloc ulong[Words];
        mask.Clear();
        if ((uint)number >= Words * 64)
            return;
        mask[number / 64] = 1ul << (number % 64);
        SetAffinity(mask);
    }

    private static bool SetAffinity(ReadOnlySpan<ulong> mask)
    {
        fixed (ulong* words = mask)
            return SetAffinity(0, Words * sizeof(ulong), words) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetProcessor();

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);
}
