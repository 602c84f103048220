namespace Fearless.Tool.Reading;

/// <summary>What is read of a path.</summary>
internal sealed record ReadingOptions
{
    /// <summary>Only files whose path, from the folder that was named, matches one of these globs; all if there are none.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>No files whose path matches one of these globs.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Whether projects of tests are looked at, too.</summary>
    public bool Tests { get; init; }
}
