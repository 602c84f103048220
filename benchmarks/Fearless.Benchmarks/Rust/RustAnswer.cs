using System.Globalization;
using Fearless.Benchmarks.Harness;

namespace Fearless.Benchmarks.Rust;

/// <summary>Reads the lines that the Rust process answers; its <c>main.rs</c> describes them.</summary>
internal static class RustAnswer
{
    /// <summary>Reads the line that the process starts with, and returns the versions of the two libraries in it.</summary>
    /// <exception cref="RustPeerException">It is another line, or the pool has another size.</exception>
    public static (string First, string Second) ReadyVersions(string? line, int workers) =>
        line?.Split(' ') is ["ready", var first, var size, var second] && size == workers.ToString(CultureInfo.InvariantCulture)
            ? (first, second)
            : throw new RustPeerException($"The Rust process did not start with {workers} workers: {line ?? "it ended"}");

    /// <summary>Reads what a run measured.</summary>
    /// <exception cref="RustPeerException">The line reports an error or is no answer.</exception>
    public static Sample Parse(string? line) =>
        line?.Split(' ') is ["ok", var wall, var cpu, var check]
            && TryParse(wall, out long wallNanoseconds)
            && TryParse(cpu, out long cpuNanoseconds)
            && TryParse(check, out ulong value)
            ? new Sample(wallNanoseconds, cpuNanoseconds, AllocatedBytes: null, value)
            : throw new RustPeerException($"The Rust process answered: {line ?? "nothing, it ended"}");

    private static bool TryParse<T>(string text, out T value)
        where T : struct, IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out value);
}
