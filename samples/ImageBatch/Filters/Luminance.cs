using System.Runtime.Intrinsics;

namespace ImageBatch.Filters;

/// <summary>How bright a pixel looks.</summary>
internal static class Luminance
{
    // SOURCE: ITU-R BT.601, weights scaled to a sum of 256.
    private const uint Red = 77;
    private const uint Green = 150;
    private const uint Blue = 29;

    public static byte Of(uint pixel) =>
        (byte)(((Red * (pixel & 0xFF)) + (Green * ((pixel >> 8) & 0xFF)) + (Blue * ((pixel >> 16) & 0xFF)) + 128) >> 8);

    /// <summary>Writes the brightness of each pixel.</summary>
    public static void Fill(ReadOnlySpan<uint> pixels, Span<byte> brightness)
    {
        Vector256<uint> mask = Vector256.Create(0xFFu);
        int i = 0;
        for (; i <= pixels.Length - 16; i += 16)
        {
            Vector256<uint> first = Of(Vector256.Create(pixels.Slice(i, 8)), mask);
            Vector256<uint> second = Of(Vector256.Create(pixels.Slice(i + 8, 8)), mask);
            Vector256<ushort> words = Vector256.Narrow(first, second);
            Vector128.Narrow(words.GetLower(), words.GetUpper()).CopyTo(brightness[i..]);
        }

        for (; i < pixels.Length; i++)
            brightness[i] = Of(pixels[i]);
    }

    private static Vector256<uint> Of(Vector256<uint> pixels, Vector256<uint> mask) =>
        (((pixels & mask) * Red) + (((pixels >>> 8) & mask) * Green) + (((pixels >>> 16) & mask) * Blue) + Vector256.Create(128u)) >>> 8;
}
