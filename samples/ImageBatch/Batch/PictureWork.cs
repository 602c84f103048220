using ImageBatch.Filters;
using ImageBatch.Pixels;
using SkiaSharp;

namespace ImageBatch.Batch;

/// <summary>What happens to one picture: decode, filter, encode.</summary>
internal static class PictureWork
{
    /// <summary>Makes the result of one picture. The caller disposes it.</summary>
    /// <exception cref="PictureException">The file cannot be used.</exception>
    public static SKData Run(
        string source, PictureFormat format, BatchSettings settings, Workspace workspace, out int pixels, CancellationToken cancellationToken)
    {
        Image image = ImageCodec.Load(source, workspace);
        foreach (NamedFilter filter in settings.Filters)
        {
            cancellationToken.ThrowIfCancellationRequested();
            filter.Filter.Apply(image, workspace);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (format == PictureFormat.Jpeg)
            PutOnWhite(image.Pixels);
        pixels = image.PixelCount;
        return ImageCodec.Encode(image, format, settings.Quality);
    }

    // JPEG knows no transparency. White shows through as it would on paper.
    private static void PutOnWhite(Span<uint> pixels)
    {
        foreach (ref uint pixel in pixels)
        {
            // A premultiplied channel is at most alpha, so no sum runs into its neighbour.
            uint white = 255 - (pixel >> 24);
            pixel += white * 0x01010101u;
        }
    }
}
