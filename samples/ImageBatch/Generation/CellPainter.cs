using System.Numerics;
using ImageBatch.Pixels;

namespace ImageBatch.Generation;

/// <summary>Each pixel belongs to the nearest of many scattered seeds: stained glass, with dark leading between the panes.</summary>
internal static class CellPainter
{
    public static void Paint(Image image, ref SplitMix random)
    {
        var palette = new Palette(ref random);
        float side = Math.Max(image.Width, image.Height) / random.Between(6, 22);

        // One seed in each square of a grid, and a border of squares around the picture: the nearest seeds lie in the nine squares about a pixel.
        int columns = (int)(image.Width / side) + 3;
        int rows = (int)(image.Height / side) + 3;
        var seeds = new Vector3[columns * rows];
        for (int i = 0; i < seeds.Length; i++)
        {
            float x = ((i % columns) - 1 + random.Between(0.1f, 0.9f)) * side;
            float y = ((i / columns) - 1 + random.Between(0.1f, 0.9f)) * side;
            seeds[i] = new Vector3(x, y, random.Between(0, 1));
        }

        float lead = random.Between(0.02f, 0.08f) * side;
        for (int y = 0; y < image.Height; y++)
        {
            Span<uint> row = image.Pixels.Slice(y * image.Width, image.Width);
            int gridRow = (int)(y / side) + 1;
            for (int x = 0; x < row.Length; x++)
            {
                (float nearest, float second, float color) = Find(seeds, columns, (int)(x / side) + 1, gridRow, x, y);
                row[x] = second - nearest < lead ? 0xFF181410 : palette.At(color + (0.25f * nearest / side));
            }
        }
    }

    private static (float Nearest, float Second, float Color) Find(ReadOnlySpan<Vector3> seeds, int columns, int column, int row, int x, int y)
    {
        (float nearest, float second, float color) = (float.MaxValue, float.MaxValue, 0);
        for (int r = row - 1; r <= row + 1; r++)
        {
            foreach (Vector3 seed in seeds.Slice((r * columns) + column - 1, 3))
            {
                float distance = ((seed.X - x) * (seed.X - x)) + ((seed.Y - y) * (seed.Y - y));
                if (distance < nearest)
                    (nearest, second, color) = (distance, nearest, seed.Z);
                else if (distance < second)
                    second = distance;
            }
        }

        return (MathF.Sqrt(nearest), MathF.Sqrt(second), color);
    }
}
