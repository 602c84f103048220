using System.Globalization;

namespace WebServer.Tiles;

/// <summary>A square of the Mandelbrot set: of the whole, or of one that was halved so many times in both directions.</summary>
public readonly record struct Tile(int Zoom, int X, int Y)
{
    /// <summary>Beyond it, the numbers have not enough digits.</summary>
    public const int MostZoom = 24;

    /// <summary>Reads a path such as <c>3/5/1.png</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> path, out Tile tile)
    {
        tile = default;
        Span<Range> parts = stackalloc Range[4];
        if (!path.EndsWith(".png", StringComparison.Ordinal) || path[..^4].Split(parts, '/') != 3)
            return false;
        if (!TryParseNumber(path[parts[0]], out int zoom) || zoom > MostZoom
            || !TryParseNumber(path[parts[1]], out int x) || x >> zoom != 0
            || !TryParseNumber(path[..^4][parts[2]], out int y) || y >> zoom != 0)
            return false;
        tile = new Tile(zoom, x, y);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
