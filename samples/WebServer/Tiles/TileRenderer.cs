using System.Runtime.InteropServices;
using Fearless;
using SkiaSharp;

namespace WebServer.Tiles;

/// <summary>Computes tiles: work for all cores, some milliseconds each.</summary>
public static class TileRenderer
{
    /// <summary>The width and the height, in pixels.</summary>
    public const int Size = 256;

    private const int MostIterations = 500;
    private const double Left = -2.25;
    private const double Top = -1.5;
    private const double Width = 3;

    /// <summary>Computes a tile on the workers of the pool that it is called on, or of the default one.</summary>
    /// <returns>A PNG file.</returns>
    public static byte[] Render(Tile tile)
    {
        uint[] pixels = new uint[Size * Size];
        double step = Width / ((long)Size << tile.Zoom);
        double left = Left + ((long)tile.X * Size * step);
        double top = Top + ((long)tile.Y * Size * step);
        Par.Range(0, Size).ForEach(y =>
        {
            Span<uint> line = pixels.AsSpan(y * Size, Size);
            for (int x = 0; x < Size; x++)
                line[x] = ColorOf(left + (x * step), top + (y * step));
        });
        return Encode(pixels);
    }

    // How long the point stays near, told by colors.
    private static uint ColorOf(double cx, double cy)
    {
        double x = 0;
        double y = 0;
        int iteration = 0;
        while (iteration < MostIterations && (x * x) + (y * y) < 4)
        {
            (x, y) = ((x * x) - (y * y) + cx, (2 * x * y) + cy);
            iteration++;
        }
        if (iteration == MostIterations)
            return 0xFF000000;
        uint shade = (uint)(iteration * 7 % 256);
        return 0xFF000000 | (shade << 16) | ((shade * shade / 255) << 8) | (255 - shade);
    }

    private static byte[] Encode(uint[] pixels)
    {
        var format = new SKImageInfo(Size, Size, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(format, MemoryMarshal.AsBytes<uint>(pixels));
        using SKData file = image.Encode(SKEncodedImageFormat.Png, quality: 100);
        return file.ToArray();
    }
}
