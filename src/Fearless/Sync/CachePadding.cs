using System.Runtime.InteropServices;

namespace Fearless.Sync;

/// <summary>Bytes that nobody reads or writes, to keep what lies on either side of them in different cache lines.</summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal readonly struct CachePadding
{
    // Lines are 64 bytes on x64, but its prefetcher pulls them in pairs; some arm64 cores have lines of 128.
    // SOURCE: crossbeam-utils/src/cache_padded.rs, which cites Intel's optimization manual and golang's internal/cpu.
    public const int Bytes = 128;
}
