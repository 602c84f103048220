using System.Text;

namespace ImageBatch.Batch;

/// <summary>The list of the files that could not be used, in the output folder.</summary>
internal static class FailureList
{
    public const string Name = "_failures.txt";

    /// <summary>Writes the list, or takes an old one away where nothing failed.</summary>
    public static void Update(string output, FileFailure[] failures)
    {
        string path = Path.Combine(output, Name);
        if (failures.Length == 0)
            File.Delete(path);
        else
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(Text(failures)));
    }

    private static string Text(FileFailure[] failures) =>
        string.Concat(failures.Select(static failure => $"{failure.File}: {failure.Reason}{Environment.NewLine}"));
}
