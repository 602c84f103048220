using System.Globalization;

namespace Fearless.Tool.Linux;

/// <summary>A part of the memory of a process, as Linux counts it.</summary>
/// <remarks>SOURCE: <c>proc_pid_smaps(5)</c>. A stack is a mapping of its own, since pages that may not be touched are below it.</remarks>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address after its last.</param>
/// <param name="Size">In kibibytes.</param>
/// <param name="Resident">How much of it is in memory, in kibibytes.</param>
internal readonly record struct MemoryMapping(ulong Start, ulong End, double Size, double Resident)
{
    public bool Contains(ulong address) => address >= Start && address < End;

    /// <summary>All of them, by their addresses.</summary>
    /// <param name="path">The file in which the system tells them.</param>
    public static IEnumerable<MemoryMapping> ReadAll(string path)
    {
        MemoryMapping? current = null;
        foreach (string line in File.ReadLines(path))
        {
            string[] parts = line.Split([' ', '-'], 3, StringSplitOptions.RemoveEmptyEntries);
            // A mapping begins with its addresses, and goes on with what is counted of it.
            if (IsAddress(parts[0], out ulong start) && IsAddress(parts[1], out ulong end))
            {
                if (current is { } before)
                    yield return before;
                current = new MemoryMapping(start, end, 0, 0);
            }
            else if (parts[0] == "Size:")
            {
                current = current!.Value with { Size = Number(parts[1]) };
            }
            else if (parts[0] == "Rss:")
            {
                current = current!.Value with { Resident = Number(parts[1]) };
            }
        }
        if (current is { } last)
            yield return last;
    }

    private static bool IsAddress(string text, out ulong address) => ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out address);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
