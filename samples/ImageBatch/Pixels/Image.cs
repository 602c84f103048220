using System.Runtime.InteropServices;

namespace ImageBatch.Pixels;

/// <summary>A picture in memory that somebody else owns: red, green, blue, alpha, one byte each, premultiplied, rows without padding.</summary>
internal readonly ref struct Image
{
    public const int BytesPerPixel = 4;

    /// <summary>A picture over <paramref name="bytes"/>, which must hold exactly its pixels.</summary>
    public Image(Span<byte> bytes, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes.Length, width * height * BytesPerPixel);
        Bytes = bytes;
        Width = width;
        Height = height;
    }

    public Span<byte> Bytes { get; }

    public int Width { get; }

    public int Height { get; }

    public int PixelCount => Width * Height;

    /// <summary>The same memory, one number a pixel: red in the lowest byte, alpha in the highest.</summary>
    public Span<uint> Pixels => MemoryMarshal.Cast<byte, uint>(Bytes);
}
