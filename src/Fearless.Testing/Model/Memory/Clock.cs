using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fearless.Testing;

/// <summary>A vector clock of eight threads: how much of each thread's past is known.</summary>
/// <remarks>It is one vector register, so joining and comparing clocks costs an instruction.</remarks>
[DebuggerDisplay("{_lanes}")]
internal readonly struct Clock
{
    /// <summary>How many threads a model can have.</summary>
    public const int Threads = 8;

    private readonly Vector128<ushort> _lanes;

    private Clock(Vector128<ushort> lanes) => _lanes = lanes;

    /// <summary>Knows nothing but the beginning.</summary>
    public static Clock Zero => default;

    /// <summary>The clock of what no thread has done yet: later than every time.</summary>
    public static Clock Never => new(Vector128<ushort>.AllBitsSet);

    /// <summary>The time of <paramref name="thread"/>.</summary>
    public ushort this[int thread]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.Add(ref Unsafe.As<Clock, ushort>(ref Unsafe.AsRef(in this)), thread);
    }

    /// <summary>What either knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Clock Join(in Clock left, in Clock right) => new(Vector128.Max(left._lanes, right._lanes));

    /// <summary>Whether some thread's time in <paramref name="times"/> lies in the past that this clock knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool KnowsAnyOf(in Clock times) => Vector128.LessThanOrEqualAny(times._lanes, _lanes);

    /// <summary>Whether every thread's time in <paramref name="times"/> lies in the past that this clock knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool KnowsAllOf(in Clock times) => Vector128.LessThanOrEqualAll(times._lanes, _lanes);

    /// <summary>Sets the time of one thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ref Clock clock, int thread, ushort time) =>
        Unsafe.Add(ref Unsafe.As<Clock, ushort>(ref clock), thread) = time;
}
