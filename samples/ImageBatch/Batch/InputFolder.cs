using ImageBatch.CommandLine;

namespace ImageBatch.Batch;

/// <summary>Finds the files of a folder and its sub-folders.</summary>
internal static class InputFolder
{
    /// <summary>
    /// The paths of all files, relative to the folder, in a fixed order. Hidden files and folders are left out; links to folders are not followed,
    /// for they may lead back. The paths are the only thing of each file that is kept: some hundred bytes.
    /// </summary>
    /// <exception cref="UserErrorException">The folder is missing or cannot be read.</exception>
    public static string[] FindFiles(string folder) => FindFiles(folder, static path => new DirectoryInfo(path).EnumerateFileSystemInfos());

    /// <summary>The same over any way to list a folder.</summary>
    internal static string[] FindFiles(string folder, Func<string, IEnumerable<FileSystemInfo>> list)
    {
        if (File.Exists(folder))
            throw new UserErrorException($"{folder} is a file. Give the folder that it lies in.");
        if (!Directory.Exists(folder))
            throw new UserErrorException($"There is no folder {folder}. Check the path, or give no folder at all to work on made pictures.");

        var files = new List<string>();
        var pending = new Stack<string>([folder]);
        while (pending.TryPop(out string? current))
            Visit(current, folder, list, pending, files);
        files.Sort(StringComparer.Ordinal);
        return [.. files];
    }

    private static void Visit(string current, string root, Func<string, IEnumerable<FileSystemInfo>> list, Stack<string> pending, List<string> files)
    {
        try
        {
            foreach (FileSystemInfo entry in list(current))
            {
                if (entry.Name.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden))
                    continue;
                if (!entry.Attributes.HasFlag(FileAttributes.Directory))
                    files.Add(Path.GetRelativePath(root, entry.FullName));
                else if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    pending.Push(entry.FullName);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The folder {current} cannot be read: {e.Message} Make it readable (on Linux: chmod u+rx), or move it out of {root}. Nothing was changed.");
        }
    }
}
