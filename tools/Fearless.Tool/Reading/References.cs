using System.Collections.Concurrent;
using System.Text.Json;

namespace Fearless.Tool.Reading;

/// <summary>The assemblies that code may refer to. Each is read once, for all projects.</summary>
internal static class References
{
    private static readonly ConcurrentDictionary<string, PortableExecutableReference> Read = new();

    private static readonly string RuntimeFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The installed runtime's, and this library's.</summary>
    public static IEnumerable<MetadataReference> Runtime { get; } =
        [.. AssembliesIn(RuntimeFolder).Append(typeof(Par).Assembly.Location).Select(Of)];

    /// <summary>Those of ASP.NET, if it is installed beside the runtime in the same version.</summary>
    public static IEnumerable<MetadataReference> Web()
    {
        string version = Path.GetFileName(RuntimeFolder);
        string folder = Path.GetFullPath(Path.Combine(RuntimeFolder, "..", "..", "Microsoft.AspNetCore.App", version));
        return Directory.Exists(folder) ? AssembliesIn(folder).Select(Of) : [];
    }

    public static MetadataReference Of(string path) => Read.GetOrAdd(path, static path => MetadataReference.CreateFromFile(path));

    /// <summary>Those of the packages of a project that was restored; none of one that was not.</summary>
    public static IReadOnlyList<MetadataReference> OfPackages(string assetsFile)
    {
        if (!File.Exists(assetsFile))
            return [];
        try
        {
            using JsonDocument assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
            string[] folders = [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(static folder => folder.Name)];
            var found = new List<MetadataReference>();
            foreach (JsonProperty library in assets.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject())
            {
                if (!library.Value.TryGetProperty("compile", out JsonElement compile))
                    continue;
                foreach (string file in compile.EnumerateObject().Select(static file => file.Name).Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)))
                {
                    if (folders.Select(folder => Path.Combine(folder, library.Name.ToLowerInvariant(), file)).FirstOrDefault(File.Exists) is { } path)
                        found.Add(Of(path));
                }
            }
            return found;
        }
        // A file that is half written, or of another version: the project counts as not restored.
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            return [];
        }
    }

    private static IEnumerable<string> AssembliesIn(string folder) => Directory.EnumerateFiles(folder, "*.dll").Where(IsManaged);

    private static bool IsManaged(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using var reader = new System.Reflection.PortableExecutable.PEReader(stream);
        return reader.HasMetadata;
    }
}
