using System.Numerics;
using System.Runtime.Intrinsics;
using ImageBatch.Pixels;

namespace ImageBatch.Generation;

/// <summary>Julia sets, eight points at a time.</summary>
internal static class FractalPainter
{
    private const int Lanes = 8;
    private const int MostSteps = 120;

    public static void Paint(Image image, ref SplitMix random)
    {
        var palette = new Palette(ref random);

        // Constants a little outside the main cardioid of the Mandelbrot set give the richest borders.
        float angle = random.Between(0, MathF.Tau);
        float stretch = random.Between(1.01f, 1.08f);
        float realC = stretch * ((MathF.Cos(angle) / 2) - (MathF.Cos(2 * angle) / 4));
        float imaginaryC = stretch * ((MathF.Sin(angle) / 2) - (MathF.Sin(2 * angle) / 4));

        float zoom = random.Between(1.6f, 2.8f) / Math.Min(image.Width, image.Height);
        Complex turn = Complex.FromPolarCoordinates(zoom, random.Between(0, MathF.Tau));
        (float cos, float sin) = ((float)turn.Real, (float)turn.Imaginary);
        Vector256<float> offsets = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        for (int y = 0; y < image.Height; y++)
        {
            Span<uint> row = image.Pixels.Slice(y * image.Width, image.Width);
            Vector256<float> v = Vector256.Create(y - (image.Height / 2f));
            for (int x = 0; x < row.Length; x += Lanes)
            {
                Vector256<float> u = offsets + Vector256.Create(x - (image.Width / 2f));
                Vector256<float> steps = Escape((u * cos) - (v * sin), (u * sin) + (v * cos), realC, imaginaryC);
                for (int lane = 0; lane < Math.Min(Lanes, row.Length - x); lane++)
                    row[x + lane] = palette.At(MathF.Sqrt(steps[lane] / MostSteps) * 2.5f);
            }
        }
    }

    // Counts the steps until a point is far away, with a fraction that makes the colours smooth.
    private static Vector256<float> Escape(Vector256<float> real, Vector256<float> imaginary, float realC, float imaginaryC)
    {
        Vector256<float> steps = Vector256<float>.Zero;
        Vector256<float> far = Vector256.Create(400f);
        for (int i = 0; i < MostSteps; i++)
        {
            Vector256<float> size = (real * real) + (imaginary * imaginary);
            Vector256<float> near = Vector256.LessThan(size, far);
            if (near == Vector256<float>.Zero)
                break;
            steps += Vector256.ConditionalSelect(near, Vector256<float>.One, Vector256<float>.Zero);
            Vector256<float> next = (real * real) - (imaginary * imaginary) + Vector256.Create(realC);
            imaginary = Vector256.ConditionalSelect(near, (real * imaginary * 2) + Vector256.Create(imaginaryC), imaginary);
            real = Vector256.ConditionalSelect(near, next, real);
        }

        Vector256<float> escaped = (real * real) + (imaginary * imaginary);
        Vector256<float> fraction = Vector256.Log2(Vector256.Max(Vector256.Log2(Vector256.Max(escaped, Vector256.Create(2f))) / 8.64f, Vector256.Create(0.5f)));
        return Vector256.Max(steps - fraction, Vector256<float>.Zero);
    }
}
