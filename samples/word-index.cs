#!/usr/bin/env dotnet
#:project ../src/Fearless/Fearless.csproj
#:property PublishAot=false

// A batch pipeline on data that every machine with the SDK has: the XML documentation of .NET. It parses the files, splits their texts into words,
// builds an inverted index, writes that to a file, and answers queries from it.
// Run it with `dotnet run samples/word-index.cs`, or `dotnet run samples/word-index.cs -- --count 40 thread pool`.
using System.Runtime.InteropServices;
using System.Xml;
using Fearless.Pipelines;

int count = int.MaxValue;
List<string> queries = [];
for (int index = 0; index < args.Length; index++)
{
    if (args[index] == "--count" && index + 1 < args.Length)
        count = int.Parse(args[++index]);
    else
        queries.Add(args[index].ToLowerInvariant());
}
if (queries is [])
    queries = ["thread", "task", "span"];

// The runtime lies in ROOT/shared/Microsoft.NETCore.App/VERSION, the documentation in ROOT/packs.
string packs = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs"));
string[] files = Directory.Exists(packs)
    ? [.. Directory.EnumerateFiles(packs, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(count)]
    : [];
if (files is [])
{
    Console.WriteLine($"There is no XML documentation in {packs}. This sample needs the SDK, not only the runtime.");
    return 1;
}

var postings = new SortedDictionary<string, List<(int File, int Times)>>(StringComparer.Ordinal);
string path = Path.Combine(Path.GetTempPath(), $"fearless-word-index-{Environment.ProcessId}.txt");
try
{
    // Texts are large, so few may wait. A file that is no XML is reported, and the others go on.
    PipelineReport report = Pipeline.From(files.Index(), name: "files")
        .Parallel(static file => (file.Index, Text: Parse(file.Item)), name: "parse")
        .Parallel(static file => (file.Index, Words: CountWords(file.Text)), name: "tokenise")
        .Ordered()
        .Sequential(file => Add(postings, file.Index, file.Words), name: "index")
        .With(new PipelineOptions { Name = "word index", Capacity = 2 * Environment.ProcessorCount, OnFailure = FailurePolicy.Continue })
        .Run();
    Print(report);

    // Lines are written by one stage while the one before makes the next.
    using (StreamWriter writer = File.CreateText(path))
    {
        Pipeline.From(postings, name: "terms")
            .Sequential(static term => $"{term.Key}\t{string.Join(' ', term.Value.Select(static found => $"{found.File}:{found.Times}"))}")
            .Sequential(writer.WriteLine)
            .Run()
            .ThrowIfFailed();
    }
    Console.WriteLine($"{report.Completed} files indexed, {report.Failed} failed");
    Console.WriteLine($"{postings.Count} words in {new FileInfo(path).Length / 1024} KiB");

    foreach (string query in queries)
    {
        string? line = File.ReadLines(path).FirstOrDefault(line => line.StartsWith($"{query}\t", StringComparison.Ordinal));
        (int File, int Times)[] found = line is null
            ? []
            : [.. line[(query.Length + 1)..].Split(' ').Select(static entry => entry.Split(':')).Select(static e => (int.Parse(e[0]), int.Parse(e[1])))];
        string most = found is [] ? "" : $", most in {Path.GetFileName(files[found.MaxBy(static entry => entry.Times).File])}";
        Console.WriteLine($"{query}: {found.Sum(static entry => entry.Times)} times in {found.Length} files{most}");
    }
    return 0;
}
finally
{
    File.Delete(path);
}

static string Parse(string path)
{
    var text = new System.Text.StringBuilder();
    using XmlReader reader = XmlReader.Create(path);
    while (reader.Read())
    {
        if (reader.NodeType == XmlNodeType.Text)
            text.Append(reader.Value).Append(' ');
    }
    return text.ToString();
}

static Dictionary<string, int> CountWords(string text)
{
    Dictionary<string, int> words = [];
    var bySpan = words.GetAlternateLookup<ReadOnlySpan<char>>();
    Span<char> lower = stackalloc char[32];
    int begin = 0;
    for (int at = 0; at <= text.Length; at++)
    {
        if (at < text.Length && char.IsLetter(text[at]))
            continue;
        int length = at - begin;
        if (length is > 1 and <= 32)
        {
            text.AsSpan(begin, length).ToLowerInvariant(lower);
            CollectionsMarshal.GetValueRefOrAddDefault(bySpan, lower[..length], out _)++;
        }
        begin = at + 1;
    }
    return words;
}

static void Add(SortedDictionary<string, List<(int File, int Times)>> postings, int file, Dictionary<string, int> words)
{
    foreach ((string word, int times) in words)
    {
        if (!postings.TryGetValue(word, out List<(int File, int Times)>? found))
            postings.Add(word, found = []);
        found.Add((file, times));
    }
}

static void Print(PipelineReport report)
{
    Console.WriteLine($"{"stage",-10} {"threads",8} {"done",6} {"a second",9} {"busy",6} {"starved",8} {"blocked",8}");
    foreach (StageReport stage in report.Stages)
    {
        Console.WriteLine(
            $"{stage.Name,-10} {stage.Degree,8} {stage.Done,6} {stage.Rate,9:F0} {stage.BusyShare,6:P0} {stage.StarvedShare,8:P0} {stage.BlockedShare,8:P0}");
    }
    foreach (PipelineFailure failure in report.Failures)
        Console.WriteLine($"failed in {failure.Stage}: {failure.Item}: {failure.Exception.Message}");
    Console.WriteLine($"bottleneck: {report.Bottleneck.Name}, {report.Elapsed.TotalSeconds:F1} s");
}
