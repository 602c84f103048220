namespace ImageBatch.Batch;

/// <summary>Where a path really leads.</summary>
internal static class RealPath
{
    /// <summary>How this system compares file names.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The full path with every link on the way resolved, as far as it exists.</summary>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string? parent = Path.GetDirectoryName(full);
        if (parent is null)
            return full;

        string real = Path.Combine(Of(parent), Path.GetFileName(full));
        return Directory.Exists(real) && Directory.ResolveLinkTarget(real, returnFinalTarget: true) is { } target ? Of(target.FullName) : real;
    }

    /// <summary>Whether <paramref name="path"/> is <paramref name="folder"/> or lies in it; both as <see cref="Of"/> gives them.</summary>
    public static bool IsWithin(string path, string folder) =>
        Comparer.Equals(path, folder) || (path.Length > folder.Length && Comparer.Equals(path[..(folder.Length + 1)], folder + Path.DirectorySeparatorChar));
}
