using Fearless.Mutation.Sites;

namespace Fearless.Mutation.Tests;

/// <summary>A small library of one file, on the real atomics.</summary>
internal static class Snippet
{
    public static LibrarySources Library(string code) => LibrarySources.Parse(
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Atomics"))
            .Select(static file => KeyValuePair.Create("Atomics/" + Path.GetFileName(file), File.ReadAllText(file))),
        KeyValuePair.Create("Room/Snippet.cs", "using Fearless.Atomics;\nnamespace Snippets;\n" + code),
    ]);
}
