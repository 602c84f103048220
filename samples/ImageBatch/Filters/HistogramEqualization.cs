using ImageBatch.Pixels;

namespace ImageBatch.Filters;

/// <summary>
/// Spreads the brightness so that every level is used about equally often; colours keep their hue because all three channels move by the
/// same step. A share below 1 goes only part of the way. Alpha stays.
/// </summary>
internal sealed class HistogramEqualization(double share) : IImageFilter
{
    private const int Levels = 256;

    public void Apply(Image image, Workspace workspace)
    {
        Span<byte> brightness = workspace.Scratch(image.PixelCount);
        Luminance.Fill(image.Pixels, brightness);

        Span<int> histogram = stackalloc int[Levels];
        Count(brightness, histogram);
        Span<int> steps = stackalloc int[Levels];
        FindSteps(histogram, image.PixelCount, steps);

        Span<uint> pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Move(pixels[i], steps[brightness[i]]);
    }

    // Four histograms in turn: pixels side by side are often alike, and an increment would wait for the one before it.
    private static void Count(ReadOnlySpan<byte> brightness, Span<int> histogram)
    {
        Span<int> four = stackalloc int[4 * Levels];
        four.Clear();
        int i = 0;
        for (; i <= brightness.Length - 4; i += 4)
        {
            four[brightness[i]]++;
            four[Levels + brightness[i + 1]]++;
            four[(2 * Levels) + brightness[i + 2]]++;
            four[(3 * Levels) + brightness[i + 3]]++;
        }

        for (; i < brightness.Length; i++)
            four[brightness[i]]++;
        for (int level = 0; level < Levels; level++)
            histogram[level] = four[level] + four[Levels + level] + four[(2 * Levels) + level] + four[(3 * Levels) + level];
    }

    private void FindSteps(ReadOnlySpan<int> histogram, int total, Span<int> steps)
    {
        // The darkest level that occurs becomes black, the brightest white.
        int darkest = histogram.IndexOfAnyExcept(0);
        long spread = total - histogram[darkest];
        long below = 0;
        for (int level = 0; level < Levels; level++)
        {
            below += histogram[level];
            double equalized = spread == 0 ? level : 255.0 * Math.Max(0, below - histogram[darkest]) / spread;
            steps[level] = (int)Math.Round((equalized - level) * share);
        }
    }

    private static uint Move(uint pixel, int step)
    {
        int alpha = (int)(pixel >> 24);
        int red = Math.Clamp((int)(pixel & 0xFF) + step, 0, alpha);
        int green = Math.Clamp((int)((pixel >> 8) & 0xFF) + step, 0, alpha);
        int blue = Math.Clamp((int)((pixel >> 16) & 0xFF) + step, 0, alpha);
        return (uint)(red | (green << 8) | (blue << 16) | (alpha << 24));
    }
}
