using System.Globalization;
using ImageBatch.Batch;
using ImageBatch.Pixels;
using SkiaSharp;

namespace ImageBatch.Report;

/// <summary>One picture of many: a fixed sample of the batch, the left of each as it was, the right as it became.</summary>
internal sealed class ContactSheet(BatchPlan plan)
{
    public const int MostPictures = 48;

    private const int MostColumns = 8;
    private const int TileWidth = 244;
    private const int TileHeight = 183;
    private const int Gap = 16;
    private const int Caption = 26;
    private const int Header = 104;
    private static readonly SKColor Ground = new(0xFF16181D);
    private static readonly SKColor Ink = new(0xFFE8E6E1);
    private static readonly SKColor FaintInk = new(0xFF8A8F98);
    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    /// <summary>Draws the sheet from the files on disk and writes it. Returns its path, or null where no picture has a result.</summary>
    public string? Write(WorkspacePool workspaces, ParallelLoop loop, CancellationToken cancellationToken)
    {
        string[] sample = Sample();
        var tiles = new SKImage?[sample.Length];
        try
        {
            loop.ForEach([.. Enumerable.Range(0, sample.Length)], i => tiles[i] = TryDrawTile(sample[i], workspaces), cancellationToken);
            int[] shown = [.. Enumerable.Range(0, sample.Length).Where(i => tiles[i] is not null)];
            if (shown.Length == 0)
                return null;

            string path = Path.Combine(plan.Output, BatchPlan.ContactSheetName);
            using SKData data = Draw([.. shown.Select(i => (sample[i], tiles[i]!))]);
            AtomicFile.Write(path, data.AsSpan());
            return path;
        }
        finally
        {
            foreach (SKImage? tile in tiles)
                tile?.Dispose();
        }
    }

    // Evenly over the list, so that the same folder gives the same sample.
    private string[] Sample()
    {
        int count = Math.Min(MostPictures, plan.Files.Length);
        return [.. Enumerable.Range(0, count).Select(i => plan.Files[(int)((long)i * plan.Files.Length / count)])];
    }

    private SKImage? TryDrawTile(string file, WorkspacePool workspaces)
    {
        using WorkspacePool.Lease lease = workspaces.Rent();
        using SKSurface surface = SKSurface.Create(new SKImageInfo(TileWidth, TileHeight, SKColorType.Rgba8888, SKAlphaType.Premul));
        SKCanvas canvas = surface.Canvas;
        try
        {
            DrawToFill(canvas, ImageCodec.Load(plan.SourceOf(file), lease.Workspace));
            canvas.ClipRect(new SKRect(TileWidth / 2f, 0, TileWidth, TileHeight));
            canvas.Clear();
            DrawToFill(canvas, ImageCodec.Load(plan.ResultOf(file), lease.Workspace));
        }
        catch (PictureException)
        {
            return null;   // The batch has reported it already.
        }

        using var line = new SKPaint { Color = Ink };
        canvas.DrawRect((TileWidth / 2f) - 1, 0, 2, TileHeight, line);
        return surface.Snapshot();
    }

    private static unsafe void DrawToFill(SKCanvas canvas, Image image)
    {
        float scale = Math.Max((float)TileWidth / image.Width, (float)TileHeight / image.Height);
        (float width, float height) = (image.Width * scale, image.Height * scale);
        var target = SKRect.Create((TileWidth - width) / 2, (TileHeight - height) / 2, width, height);

        // SAFETY: the image reads the span, which stays pinned until the image is gone; a raster canvas keeps nothing of it.
        fixed (byte* pixels = image.Bytes)
        {
            var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
            using SKImage whole = SKImage.FromPixels(info, (nint)pixels);
            canvas.DrawImage(whole, target, Smooth);
        }
    }

    private SKData Draw((string File, SKImage Tile)[] tiles)
    {
        int columns = Math.Min(MostColumns, tiles.Length);
        int rows = (tiles.Length + columns - 1) / columns;
        int width = Math.Max((columns * (TileWidth + Gap)) + Gap, 3 * (TileWidth + Gap));
        int height = Header + (rows * (TileHeight + Caption + Gap)) + Gap;
        using SKSurface surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        SKCanvas canvas = surface.Canvas;
        canvas.Clear(Ground);
        using var ink = new SKPaint { Color = Ink };
        using var faintInk = new SKPaint { Color = FaintInk };
        string title = string.Create(CultureInfo.InvariantCulture, $"{tiles.Length} OF {plan.Files.Length} PICTURES");
        DotFont.Draw(canvas, title, Gap, 20, 5, ink);
        DrawFitting(canvas, $"BEFORE | AFTER: {plan.Settings.FilterNames}", Gap, 72, 2, width - (2 * Gap), faintInk);

        for (int i = 0; i < tiles.Length; i++)
        {
            float x = Gap + (i % columns * (TileWidth + Gap));
            float y = Header + (i / columns * (TileHeight + Caption + Gap));
            canvas.DrawImage(tiles[i].Tile, x, y, Smooth);
            DrawFitting(canvas, tiles[i].File, x, y + TileHeight + 7, 2, TileWidth, faintInk);
        }

        using SKImage sheet = surface.Snapshot();
        using SKPixmap pixels = sheet.PeekPixels();
        return pixels.Encode(SKPngEncoderOptions.Default) ?? throw new InvalidOperationException("The contact sheet cannot be encoded.");
    }

    // The end of a name tells more than its beginning.
    private static void DrawFitting(SKCanvas canvas, string text, float x, float y, float dot, float room, SKPaint paint)
    {
        int letters = (int)(room / (dot * DotFont.Columns("  ") / 2));
        DotFont.Draw(canvas, text.Length <= letters ? text : text[^letters..], x, y, dot, paint);
    }
}
