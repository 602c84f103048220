using System.Numerics;
using ImageBatch.Pixels;

namespace ImageBatch.Generation;

/// <summary>Rings from a few stones in a pond, running through each other.</summary>
internal static class WavePainter
{
    private const int TableSize = 1024;
    private static readonly float[] Sine = [.. Enumerable.Range(0, TableSize).Select(static i => MathF.Sin(MathF.Tau * i / TableSize))];

    public static void Paint(Image image, ref SplitMix random)
    {
        var palette = new Palette(ref random);
        int stones = 2 + random.Below(4);
        Span<Vector2> places = stackalloc Vector2[stones];
        Span<float> tightness = stackalloc float[stones];
        float side = Math.Max(image.Width, image.Height);
        for (int i = 0; i < stones; i++)
        {
            places[i] = new Vector2(random.Between(0, image.Width), random.Between(0, image.Height));
            tightness[i] = random.Between(3, 18) / side * TableSize;
        }

        for (int y = 0; y < image.Height; y++)
        {
            Span<uint> row = image.Pixels.Slice(y * image.Width, image.Width);
            for (int x = 0; x < row.Length; x++)
            {
                float sum = 0;
                for (int i = 0; i < stones; i++)
                    sum += Sine[(int)(Vector2.Distance(new Vector2(x, y), places[i]) * tightness[i]) & (TableSize - 1)];
                row[x] = palette.At(0.5f + (sum / (2 * stones)));
            }
        }
    }
}
