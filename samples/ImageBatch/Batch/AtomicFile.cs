namespace ImageBatch.Batch;

/// <summary>Files that are there whole or not at all: written under another name in the same folder, then renamed over the old one.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// How unfinished files end. The name before it is the file's own, so that a run that was killed leaves nothing that the next run would not
    /// overwrite; it starts with a dot, so that no run takes it for a picture.
    /// </summary>
    public const string TemporarySuffix = ".imagebatch-unfinished";

    /// <summary>Writes the file.</summary>
    /// <exception cref="OutputException">It cannot be written; nothing is left behind.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = TemporaryName(path);
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            TryDelete(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw new OutputException(path, e);
            throw;
        }
    }

    /// <summary>Makes the folder and those above it.</summary>
    /// <exception cref="OutputException">It cannot be made.</exception>
    public static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, e);
        }
    }

    /// <summary>The name that the file has while it is written.</summary>
    public static string TemporaryName(string path) => Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}{TemporarySuffix}");

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report; the next run overwrites the rest.
        }
    }
}
