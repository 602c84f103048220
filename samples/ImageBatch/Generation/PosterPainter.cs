using ImageBatch.Pixels;
using ImageBatch.Report;
using SkiaSharp;

namespace ImageBatch.Generation;

/// <summary>Lines of words in large and small letters.</summary>
internal static class PosterPainter
{
    private static readonly string[] Words =
    [
        "FEARLESS", "BORROW", "STEAL", "JOIN", "FORK", "SCOPE", "CHANNEL", "SEND", "SYNC", "LATCH", "WORKER", "DEQUE", "SPAN", "MOVE",
        "AWAIT", "SELECT", "EPOCH", "FENCE", "PARK", "WAKE", "1 + 1 = 2", "NO RACES", "10000", "C#",
    ];

    public static void Paint(Image image, ref SplitMix random) => Drawing.On(image, ref random, static (canvas, ref random) =>
    {
        var palette = new Palette(ref random);
        Drawing.Background(canvas, palette, ref random);
        SKRect all = canvas.LocalClipBounds;
        float y = all.Height * 0.05f;
        while (y < all.Height * 0.9f)
        {
            string word = random.Pick<string>(Words);
            float height = random.Between(0.05f, 0.24f) * all.Height;
            float dot = Math.Min(height / DotFont.Rows, all.Width * 0.9f / DotFont.Columns(word));
            using var paint = new SKPaint { IsAntialias = true, Color = Drawing.Color(palette, random.Between(0, 2), 255) };
            if (random.Below(3) == 0)
                paint.Color = SKColors.White;
            float x = random.Between(0.04f * all.Width, (0.96f * all.Width) - (dot * DotFont.Columns(word)));
            DotFont.Draw(canvas, word, x, y, dot, paint);
            y += dot * (DotFont.Rows + 2);
        }
    });
}
