using System.Globalization;
using Fearless.Tool.Linux;

namespace Fearless.Tool.Watching;

/// <summary>Reads what Linux says of the memory of a process's stacks. On other systems, and where it keeps that to itself, it finds nothing.</summary>
/// <remarks>SOURCE: Linux, <c>proc_pid_syscall(5)</c> for where the stack of a thread is that waits, and <c>proc_pid_smaps(5)</c> for what is there.</remarks>
/// <param name="folder">Where it tells it of the process.</param>
internal sealed class StackWatch(string folder)
{
    /// <summary>When, in seconds, threads are first looked for; at the beginning there are few.</summary>
    private const double First = 0.25;

    /// <summary>Each reading walks through all memory of the process, so that they get rarer.</summary>
    private const double Growth = 2;

    private readonly Dictionary<int, StackUse> _uses = [];
    private double _next = First;

    /// <summary>Those of a process.</summary>
    public static StackWatch Of(int processId) => new($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>What was last read of a thread; null if nothing was.</summary>
    public StackUse? Of(ThreadUse thread) => _uses.TryGetValue(thread.Id, out StackUse use) ? use : null;

    /// <summary>Takes a reading, if it is time for one.</summary>
    /// <param name="now">Seconds since the watching began.</param>
    public void Read(double now)
    {
        if (now < _next)
            return;
        _next = now * Growth;
        try
        {
            Read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or the system does not tell; what was read before stays.
        }
    }

    private void Read()
    {
        List<(int Thread, ulong Pointer)> pointers = [.. Directory.EnumerateDirectories(Path.Combine(folder, "task")).Select(PointerOf).OfType<(int, ulong)>()];
        if (pointers.Count == 0)
            return;
        MemoryMapping[] mappings = [.. MemoryMapping.ReadAll(Path.Combine(folder, "smaps"))];
        foreach (var (thread, pointer) in pointers)
        {
            int after = Sorted.FirstNotBelow(mappings, pointer + 1, static mapping => mapping.End);
            if (after < mappings.Length && mappings[after].Contains(pointer))
                _uses[thread] = new StackUse(mappings[after].Size, mappings[after].Resident);
        }
    }

    // The stack pointer is the last but one of what a waiting thread is told with; of one that runs there is only a word.
    private static (int Thread, ulong Pointer)? PointerOf(string thread)
    {
        try
        {
            string[] parts = File.ReadAllText(Path.Combine(thread, "syscall")).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return parts.Length > 2 && ulong.TryParse(parts[^2].AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong pointer)
                ? (int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), pointer)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
