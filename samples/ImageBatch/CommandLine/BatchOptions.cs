using ImageBatch.Batch;
using ImageBatch.Filters;
using ImageBatch.Pixels;

namespace ImageBatch.CommandLine;

/// <summary>The command line, as it was typed.</summary>
internal sealed record BatchOptions
{
    /// <summary>The smallest and largest numbers of pictures to make.</summary>
    public const int MostPictures = 100_000;

    public string? Folder { get; init; }

    public string? Output { get; init; }

    public string? WorkFolder { get; init; }

    public string[] Filters { get; init; } = [];

    public string Format { get; init; } = "jpeg";

    public int Quality { get; init; } = 85;

    public int? Count { get; init; }

    public int? Workers { get; init; }

    public bool Force { get; init; }

    public bool Compare { get; init; }

    public int CompareCount { get; init; } = 100;

    public int CompareRounds { get; init; } = 5;

    /// <summary>Checks every value and makes the settings.</summary>
    /// <exception cref="UserErrorException">A value is out of its range.</exception>
    public BatchSettings ToSettings()
    {
        Check("--count", Count ?? 1, 1, MostPictures, "It is the number of pictures to make when no folder is given.");
        Check("--workers", Workers ?? 1, 1, 1024, "Leave it out for one worker a core.");
        Check("--quality", Quality, 1, 100, "85 suits most pictures.");
        Check("--compare-count", CompareCount, 1, MostPictures, "It is the number of files that are compared.");
        Check("--compare-rounds", CompareRounds, 1, 1000, "More rounds give a surer median.");
        if (Folder is not null && Count is not null)
            throw new UserErrorException("--count says how many pictures to make, and a folder says to use those there. Leave out one of the two.");

        PictureFormat? format = Format.ToUpperInvariant() switch
        {
            "SAME" => null,
            "JPEG" or "JPG" => PictureFormat.Jpeg,
            "PNG" => PictureFormat.Png,
            "WEBP" => PictureFormat.WebP,
            _ => throw new UserErrorException($"There is no format '{Format}'. Write --format jpeg, png, webp or same."),
        };
        string[] filters = Filters is [] ? DefaultFilters : Filters;
        return new BatchSettings([.. filters.Select(FilterCatalog.Parse)], format, Quality);
    }

    /// <summary>The filters when none are named: noise goes, detail comes, contrast spreads, and a trace of the edges is drawn in.</summary>
    public static string[] DefaultFilters { get; } = ["blur:1.2", "unsharp:5:1.2", "equalize:0.5", "sobel:0.3"];

    private static void Check(string option, int value, int least, int most, string remedy)
    {
        if (value < least || value > most)
            throw new UserErrorException($"{option} must lie between {least} and {most}. {remedy}");
    }
}
