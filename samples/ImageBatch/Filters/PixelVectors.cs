using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageBatch.Filters;

/// <summary>Four pixels as sixteen numbers, in two vectors.</summary>
internal readonly struct PixelVectors(Vector256<float> low, Vector256<float> high)
{
    /// <summary>The bytes, and the numbers, in one.</summary>
    public const int Lanes = 16;

    public Vector256<float> Low { get; } = low;

    public Vector256<float> High { get; } = high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PixelVectors FromBytes(Vector128<byte> bytes)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        return new PixelVectors(FromWords(low), FromWords(high));
    }

    /// <summary>Rounds to the nearest byte; what lies outside 0..255 is cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> ToBytes() => Vector128.Narrow(ToWords(Low), ToWords(High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FromWords(Vector128<ushort> words)
    {
        (Vector128<uint> low, Vector128<uint> high) = Vector128.Widen(words);
        return Vector256.ConvertToSingle(Vector256.Create(low, high).AsInt32());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> ToWords(Vector256<float> numbers)
    {
        Vector256<float> cut = Vector256.Min(Vector256.Max(numbers, Vector256<float>.Zero), Vector256.Create(255f));
        Vector256<uint> rounded = Vector256.ConvertToInt32(cut + Vector256.Create(0.5f)).AsUInt32();
        return Vector128.Narrow(rounded.GetLower(), rounded.GetUpper());
    }
}
