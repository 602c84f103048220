namespace ImageBatch.CommandLine;

/// <summary>Where made pictures and results go when nobody says otherwise.</summary>
internal static class WorkFolders
{
    // Raise it when the painters change, so that an old set is not taken for the new one.
    private const string SetName = "pictures-1";

    /// <summary>The repository's artifacts, which git ignores; or, run from elsewhere, the user's own data folder.</summary>
    public static string Default { get; } = FindRepository() is { } repository
        ? Path.Combine(repository, "artifacts", "image-batch")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "fearless-image-batch");

    public static string PicturesIn(string workFolder) => Path.Combine(workFolder, SetName);

    public static string ResultsIn(string workFolder) => Path.Combine(workFolder, "results");

    /// <summary>Beside a folder of the user's own.</summary>
    public static string ResultsBeside(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + "-filtered";

    private static string? FindRepository()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Fearless.slnx")))
                return folder;
        }

        return null;
    }
}
