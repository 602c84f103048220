using SkiaSharp;

namespace ImageBatch.Pixels;

/// <summary>Between file bytes and pixels: SkiaSharp decodes and encodes, in memory that we own.</summary>
internal static class ImageCodec
{
    /// <summary>The largest picture that is opened. A few bytes of header can claim any size, so a limit must come before the memory.</summary>
    public const int LargestPixelCount = 200_000_000;

    private const long LargestFile = 512L << 20;

    /// <summary>Reads and decodes a file into the workspace, upright.</summary>
    /// <exception cref="PictureException">The file is empty, damaged, too large, unreadable or not a picture.</exception>
    public static Image Load(string path, Workspace workspace)
    {
        ReadOnlySpan<byte> file = Read(path, workspace);
        return Decode(file, workspace);
    }

    /// <summary>Encodes the picture. The caller disposes the data.</summary>
    public static unsafe SKData Encode(Image image, PictureFormat format, int quality)
    {
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Premul);

        // SAFETY: the pixmap only reads through the pointer, and the span stays pinned until the pixmap is gone.
        fixed (byte* pixels = image.Bytes)
        {
            using var pixmap = new SKPixmap(info, (nint)pixels);
            SKData? data = format switch
            {
                PictureFormat.Jpeg => pixmap.Encode(new SKJpegEncoderOptions(quality)),
                PictureFormat.Png => pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, zLibLevel: 4)),
                _ => pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)),
            };
            return data ?? throw new PictureException($"it cannot be written as {format} ({image.Width} x {image.Height} pixels)");
        }
    }

    private static Span<byte> Read(string path, Workspace workspace)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            if (stream.Length == 0)
                throw new PictureException("the file is empty");

            // The signature first: a film that lies in the folder must not be read whole only to be refused.
            Span<byte> signature = stackalloc byte[PictureFormats.SignatureLength];
            int known = stream.ReadAtLeast(signature, signature.Length, throwOnEndOfStream: false);
            if (!PictureFormats.TryRecognize(signature[..known], out _))
                throw new PictureException("not a JPEG, PNG or WebP file");
            if (stream.Length > LargestFile)
                throw new PictureException($"the file is larger than {LargestFile >> 20} MB");

            Span<byte> file = workspace.File((int)stream.Length);
            signature[..known].CopyTo(file);
            stream.ReadExactly(file[known..]);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PictureException($"cannot be read: {e.Message}");
        }
    }

    private static unsafe Image Decode(ReadOnlySpan<byte> file, Workspace workspace)
    {
        // SAFETY: the data and the codec borrow the file's bytes, and GetPixels writes within the picture's; both spans stay pinned until all are gone.
        fixed (byte* bytes = file)
        {
            using SKData data = SKData.Create((nint)bytes, file.Length);
            using SKCodec codec = SKCodec.Create(data) ?? throw new PictureException("the file is damaged: its header cannot be read");
            (int width, int height) = (codec.Info.Width, codec.Info.Height);
            if ((long)width * height > LargestPixelCount)
                throw new PictureException($"too large: {width} x {height} pixels; at most {LargestPixelCount / 1_000_000} megapixels are opened");

            Image image = workspace.Picture(width, height);
            fixed (byte* pixels = image.Bytes)
            {
                var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
                switch (codec.GetPixels(info, (nint)pixels))
                {
                    case SKCodecResult.Success:
                        break;
                    case SKCodecResult.IncompleteInput:
                        throw new PictureException("the file is cut off: part of the picture is missing");
                    case var result:
                        throw new PictureException($"the file is damaged ({result})");
                }
            }

            return Orientation.Upright(image, codec.EncodedOrigin, workspace);
        }
    }
}
