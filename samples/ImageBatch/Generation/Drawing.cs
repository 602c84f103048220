using ImageBatch.Pixels;
using SkiaSharp;

namespace ImageBatch.Generation;

/// <summary>Draws on a picture with SkiaSharp's canvas: for what is easier said in shapes than in pixels.</summary>
internal static class Drawing
{
    internal delegate void Draw(SKCanvas canvas, ref SplitMix random);

    public static unsafe void On(Image image, ref SplitMix random, Draw draw)
    {
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Premul);

        // SAFETY: the surface draws into the span, which stays pinned until the surface is gone.
        fixed (byte* pixels = image.Bytes)
        {
            using var surface = SKSurface.Create(info, (nint)pixels, info.RowBytes);
            draw(surface.Canvas, ref random);
        }
    }

    public static SKColor Color(Palette palette, float t, byte alpha)
    {
        uint color = palette.At(t);
        return new SKColor((byte)color, (byte)(color >> 8), (byte)(color >> 16), alpha);
    }

    /// <summary>Fills the canvas from one corner to the other.</summary>
    public static void Background(SKCanvas canvas, Palette palette, ref SplitMix random)
    {
        SKRect all = canvas.LocalClipBounds;
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(random.Between(0, all.Width), 0),
            new SKPoint(random.Between(0, all.Width), all.Height),
            [Color(palette, random.Between(0, 1), 255), Color(palette, random.Between(0, 1), 255)],
            SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.Clear();
        canvas.DrawRect(all, paint);
    }
}
