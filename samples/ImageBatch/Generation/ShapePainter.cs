using ImageBatch.Pixels;
using SkiaSharp;

namespace ImageBatch.Generation;

/// <summary>Translucent discs, triangles, bars and rings on a plain ground.</summary>
internal static class ShapePainter
{
    public static void Paint(Image image, ref SplitMix random) => Drawing.On(image, ref random, static (canvas, ref random) =>
    {
        var palette = new Palette(ref random);
        Drawing.Background(canvas, palette, ref random);
        SKRect all = canvas.LocalClipBounds;
        float side = Math.Min(all.Width, all.Height);
        using var paint = new SKPaint { IsAntialias = true };
        int shapes = 20 + random.Below(100);
        for (int i = 0; i < shapes; i++)
        {
            var place = new SKPoint(random.Between(0, all.Width), random.Between(0, all.Height));
            float size = side * 0.3f * MathF.Pow(random.Between(0.2f, 1), 2);
            paint.Color = Drawing.Color(palette, random.Between(0, 2), (byte)(90 + random.Below(166)));
            DrawShape(canvas, random.Below(4), place, size, random.Between(0, 360), paint);
        }
    });

    private static void DrawShape(SKCanvas canvas, int kind, SKPoint place, float size, float degrees, SKPaint paint)
    {
        canvas.Save();
        canvas.Translate(place);
        canvas.RotateDegrees(degrees);
        paint.IsStroke = kind == 3;
        paint.StrokeWidth = size / 6;
        switch (kind)
        {
            case 0:
                canvas.DrawCircle(0, 0, size, paint);
                break;
            case 1:
                canvas.DrawRoundRect(-size * 1.5f, -size / 5, size * 3, size / 2.5f, size / 5, size / 5, paint);
                break;
            case 2:
                using (var triangle = new SKPath())
                {
                    triangle.AddPoly([new SKPoint(0, -size), new SKPoint(size, size), new SKPoint(-size, size / 2)], close: true);
                    canvas.DrawPath(triangle, paint);
                }

                break;
            default:
                canvas.DrawCircle(0, 0, size, paint);
                break;
        }

        canvas.Restore();
    }
}
