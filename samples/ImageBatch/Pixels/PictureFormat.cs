namespace ImageBatch.Pixels;

/// <summary>The file formats that the batch reads and writes.</summary>
internal enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
}

/// <summary>What a file's first bytes and its name say about its format.</summary>
internal static class PictureFormats
{
    /// <summary>The bytes that <see cref="TryRecognize"/> needs to see.</summary>
    public const int SignatureLength = 12;

    /// <summary>Tells the format by the file's first bytes, whatever its name says.</summary>
    public static bool TryRecognize(ReadOnlySpan<byte> start, out PictureFormat format)
    {
        (bool known, format) = start switch
        {
            [0xFF, 0xD8, 0xFF, ..] => (true, PictureFormat.Jpeg),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => (true, PictureFormat.Png),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => (true, PictureFormat.WebP),
            _ => (false, default),
        };
        return known;
    }

    /// <summary>The file name extension, with its dot.</summary>
    public static string Extension(this PictureFormat format) => format switch
    {
        PictureFormat.Jpeg => ".jpg",
        PictureFormat.Png => ".png",
        _ => ".webp",
    };

    /// <summary>The format that a file's extension promises; null for any other extension.</summary>
    public static PictureFormat? FromExtension(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".JPG" or ".JPEG" => PictureFormat.Jpeg,
        ".PNG" => PictureFormat.Png,
        ".WEBP" => PictureFormat.WebP,
        _ => null,
    };
}
