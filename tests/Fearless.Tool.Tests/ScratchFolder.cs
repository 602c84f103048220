using Fearless.Tool.Findings;
using Fearless.Tool.Reading;

namespace Fearless.Tool.Tests;

/// <summary>A folder for some files of C#, which is gone afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fearless-tool-tests-");

    public string Path => _folder.FullName;

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public AdviceReport Advise(string path) => Advise(path, new ReadingOptions());

    public AdviceReport Advise(string path, ReadingOptions options) =>
        new Adviser(new CodeBaseReader(options, TestContext.Current.CancellationToken).Read(path), progress: null, TestContext.Current.CancellationToken).Run();

    public void Dispose() => _folder.Delete(recursive: true);
}
