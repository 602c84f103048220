using System.Runtime.Intrinsics;
using ImageBatch.Pixels;

namespace ImageBatch.Filters;

/// <summary>
/// Draws the edges: how steeply the brightness changes at each pixel, by Sobel's two 3 x 3 kernels, in grey. A share below 1 mixes the edges
/// into the picture. Beyond the border the outermost pixels repeat; alpha stays.
/// </summary>
internal sealed class SobelEdges(double share) : IImageFilter
{
    private const int PixelsAtOnce = 8;

    // In 256ths, so that a share of 1 is exact.
    private readonly uint _edgeShare = (uint)Math.Round(share * 256);

    public void Apply(Image image, Workspace workspace)
    {
        (int width, int height) = (image.Width, image.Height);
        Span<byte> brightness = workspace.Scratch(image.PixelCount);
        Luminance.Fill(image.Pixels, brightness);

        // Three rows of brightness with one repeated pixel at either end, and room to read a whole vector at the last pixel.
        int padded = width + 2 + PixelsAtOnce;
        Span<short> rows = System.Runtime.InteropServices.MemoryMarshal.Cast<float, short>(workspace.Lines((3 * padded / 2) + 1))[..(3 * padded)];
        Span<short> above = rows[..padded];
        Span<short> here = rows.Slice(padded, padded);
        Span<short> below = rows[(2 * padded)..];
        Widen(brightness[..width], above);
        Widen(brightness[..width], here);
        for (int y = 0; y < height; y++)
        {
            Widen(brightness.Slice(Math.Min(y + 1, height - 1) * width, width), below);
            DrawRow(above, here, below, image.Pixels.Slice(y * width, width));
            Span<short> free = above;
            above = here;
            here = below;
            below = free;
        }
    }

    private static void Widen(ReadOnlySpan<byte> brightness, Span<short> row)
    {
        int i = 0;
        for (; i <= brightness.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(brightness.Slice(i, Vector128<byte>.Count)));
            low.AsInt16().CopyTo(row[(i + 1)..]);
            high.AsInt16().CopyTo(row[(i + 9)..]);
        }

        for (; i < brightness.Length; i++)
            row[i + 1] = brightness[i];
        row[0] = brightness[0];
        row[brightness.Length + 1] = brightness[^1];
    }

    private void DrawRow(ReadOnlySpan<short> above, ReadOnlySpan<short> here, ReadOnlySpan<short> below, Span<uint> pixels)
    {
        int x = 0;
        for (; x <= pixels.Length - PixelsAtOnce; x += PixelsAtOnce)
            Mix(Vector256.Create<uint>(pixels.Slice(x, PixelsAtOnce)), Steepness(above[x..], here[x..], below[x..])).CopyTo(pixels[x..]);

        Span<uint> rest = stackalloc uint[PixelsAtOnce];
        pixels[x..].CopyTo(rest);
        Mix(Vector256.Create<uint>(rest), Steepness(above[x..], here[x..], below[x..])).CopyTo(rest);
        rest[..(pixels.Length - x)].CopyTo(pixels[x..]);
    }

    private static Vector256<uint> Steepness(ReadOnlySpan<short> above, ReadOnlySpan<short> here, ReadOnlySpan<short> below)
    {
        Vector128<short> aboveLeft = Vector128.Create(above[..8]);
        Vector128<short> aboveRight = Vector128.Create(above.Slice(2, 8));
        Vector128<short> belowLeft = Vector128.Create(below[..8]);
        Vector128<short> belowRight = Vector128.Create(below.Slice(2, 8));
        Vector128<short> left = Vector128.Create(here[..8]);
        Vector128<short> right = Vector128.Create(here.Slice(2, 8));
        Vector128<short> up = Vector128.Create(above.Slice(1, 8));
        Vector128<short> down = Vector128.Create(below.Slice(1, 8));

        Vector256<float> across = ToSingle(aboveRight - aboveLeft + (right - left) + (right - left) + (belowRight - belowLeft));
        Vector256<float> along = ToSingle(belowLeft - aboveLeft + (down - up) + (down - up) + (belowRight - aboveRight));
        Vector256<float> steepness = Vector256.Sqrt((across * across) + (along * along)) + Vector256.Create(0.5f);
        return Vector256.ConvertToInt32(Vector256.Min(steepness, Vector256.Create(255f))).AsUInt32();
    }

    private static Vector256<float> ToSingle(Vector128<short> numbers)
    {
        (Vector128<int> low, Vector128<int> high) = Vector128.Widen(numbers);
        return Vector256.ConvertToSingle(Vector256.Create(low, high));
    }

    private Vector256<uint> Mix(Vector256<uint> pixels, Vector256<uint> edges)
    {
        Vector256<uint> alpha = pixels >>> 24;
        Vector256<uint> edge = Vector256.Min(edges, alpha) * _edgeShare;
        return Mix(pixels, 0, edge) | Mix(pixels, 8, edge) | Mix(pixels, 16, edge) | (alpha << 24);
    }

    private Vector256<uint> Mix(Vector256<uint> pixels, int shift, Vector256<uint> edge)
    {
        Vector256<uint> channel = (pixels >>> shift) & Vector256.Create(0xFFu);
        return (((channel * (256 - _edgeShare)) + edge + Vector256.Create(128u)) >>> 8) << shift;
    }
}
