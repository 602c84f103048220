using System.Numerics;
using ImageBatch.Pixels;

namespace ImageBatch.Generation;

/// <summary>Patches of colour that melt into each other.</summary>
internal static class GradientPainter
{
    public static void Paint(Image image, ref SplitMix random)
    {
        var palette = new Palette(ref random);
        int patches = 3 + random.Below(4);
        Span<Vector2> places = stackalloc Vector2[patches];
        Span<Vector3> colors = stackalloc Vector3[patches];
        for (int i = 0; i < patches; i++)
        {
            places[i] = new Vector2(random.Between(0, 1), random.Between(0, 1));
            uint color = palette.At(random.Between(0, 1));
            colors[i] = new Vector3(color & 0xFF, (color >> 8) & 0xFF, (color >> 16) & 0xFF) / 255;
        }

        for (int y = 0; y < image.Height; y++)
        {
            Span<uint> row = image.Pixels.Slice(y * image.Width, image.Width);
            for (int x = 0; x < row.Length; x++)
            {
                var here = new Vector2((x + 0.5f) / image.Width, (y + 0.5f) / image.Height);
                Vector3 sum = Vector3.Zero;
                float weights = 0;
                for (int i = 0; i < patches; i++)
                {
                    float near = 1 / (0.004f + Vector2.DistanceSquared(here, places[i]));
                    float weight = near * near;
                    sum += colors[i] * weight;
                    weights += weight;
                }

                sum /= weights;
                row[x] = Palette.Color(sum.X, sum.Y, sum.Z);
            }
        }
    }
}
