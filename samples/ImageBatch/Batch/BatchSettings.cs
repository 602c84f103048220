using System.Globalization;
using ImageBatch.Filters;
using ImageBatch.Pixels;

namespace ImageBatch.Batch;

/// <summary>What is done to every picture.</summary>
/// <param name="Filters">The filters, in the order in which they run.</param>
/// <param name="Format">The format of the results; null keeps each file's own.</param>
/// <param name="Quality">1 to 100, for JPEG and WebP.</param>
internal sealed record BatchSettings(IReadOnlyList<NamedFilter> Filters, PictureFormat? Format, int Quality)
{
    // Raise it when a filter's results change, so that results of older versions count as not done.
    private const int Version = 1;

    /// <summary>The filters as the command line spells them.</summary>
    public string FilterNames => string.Join(" > ", Filters.Select(static filter => filter.Name));

    /// <summary>Equal for equal results.</summary>
    public string Fingerprint => string.Create(CultureInfo.InvariantCulture,
        $"version {Version}; {FilterNames}; format {Format?.ToString() ?? "same"}; quality {Quality}");

    /// <summary>The format that the result of this file has.</summary>
    public PictureFormat FormatFor(string path) => Format ?? PictureFormats.FromExtension(path) ?? PictureFormat.Jpeg;

    /// <summary>
    /// Where the result of this file goes, relative to the output folder. A file whose name does not say that it is a picture keeps its whole name, so that
    /// the notes beside a photograph do not claim the photograph's result.
    /// </summary>
    public string ResultPath(string relativePath)
    {
        if (PictureFormats.FromExtension(relativePath) is null)
            return relativePath + FormatFor(relativePath).Extension();
        return Format is null
            ? relativePath
            : Path.ChangeExtension(relativePath, FormatFor(relativePath).Extension());
    }
}
