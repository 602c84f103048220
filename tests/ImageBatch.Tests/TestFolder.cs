using ImageBatch.Pixels;
using SkiaSharp;

namespace ImageBatch.Tests;

/// <summary>A folder of a test's own, gone when it ends.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("image-batch-test-").FullName;

    public string Input => this["in"];

    public string Output => this["out"];

    public string this[string relative] => Path.Combine(Root, relative);

    /// <summary>Puts a small picture into the input folder, in the format that its name says.</summary>
    public string AddPicture(string relative, int width = 48, int height = 32)
    {
        TestPicture picture = TestPicture.Make(width, height, (uint)relative.Length, opaque: true);
        using SKData data = ImageCodec.Encode(picture.AsImage(), PictureFormats.FromExtension(relative) ?? PictureFormat.Jpeg, 90);
        return AddFile(relative, data.ToArray());
    }

    public string AddFile(string relative, byte[] bytes)
    {
        string path = Path.Combine(Input, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Every file and folder in it, and when each was written: equal while nothing changed.</summary>
    public string[] Snapshot() =>
        [.. new DirectoryInfo(Root).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(static entry => $"{entry.FullName} {entry.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal)];

    /// <summary>The results, without the run's own files.</summary>
    public string[] Results() => !Directory.Exists(Output) ? [] :
        [.. Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Output, path)).Where(static path => !path.StartsWith('_') && !path.StartsWith('.')).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
