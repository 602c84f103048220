using ImageBatch.Pixels;

namespace ImageBatch.Generation;

/// <summary>Layers of smooth noise, each half as large as the one before, bent by noise of their own: clouds, marble, coastlines.</summary>
internal static class CloudPainter
{
    public static void Paint(Image image, ref SplitMix random)
    {
        var palette = new Palette(ref random);
        uint salt = (uint)random.Next();
        float scale = random.Between(2, 6) / Math.Max(image.Width, image.Height);
        float bend = random.Between(0, 1.5f);
        int layers = 3 + random.Below(3);
        float contrast = random.Between(1.2f, 3);
        for (int y = 0; y < image.Height; y++)
        {
            Span<uint> row = image.Pixels.Slice(y * image.Width, image.Width);
            for (int x = 0; x < row.Length; x++)
            {
                (float u, float v) = (x * scale, y * scale);
                float swirl = bend * Noise(u + 31, v + 17, salt);
                row[x] = palette.At(contrast * Layers(u + swirl, v - swirl, layers, salt));
            }
        }
    }

    private static float Layers(float u, float v, int layers, uint salt)
    {
        float sum = 0;
        float weight = 0.5f;
        for (int i = 0; i < layers; i++)
        {
            sum += weight * Noise(u, v, salt + (uint)i);
            weight /= 2;
            u *= 2;
            v *= 2;
        }

        return sum;
    }

    private static float Noise(float u, float v, uint salt)
    {
        (float left, float top) = (MathF.Floor(u), MathF.Floor(v));
        (float x, float y) = (Ease(u - left), Ease(v - top));
        (int column, int row) = ((int)left, (int)top);
        float above = Mix(Hash(column, row, salt), Hash(column + 1, row, salt), x);
        float below = Mix(Hash(column, row + 1, salt), Hash(column + 1, row + 1, salt), x);
        return Mix(above, below, y);
    }

    private static float Ease(float t) => t * t * (3 - (2 * t));

    private static float Mix(float a, float b, float t) => a + ((b - a) * t);

    private static float Hash(int column, int row, uint salt)
    {
        uint h = ((uint)column * 0x9E3779B1) ^ ((uint)row * 0x85EBCA77) ^ salt;
        h = (h ^ (h >> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >> 12)) * 0x297A2D39;
        return (h >> 8) / (float)(1 << 24);
    }
}
