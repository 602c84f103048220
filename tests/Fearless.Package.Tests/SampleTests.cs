namespace Fearless.Package.Tests;

/// <summary>The samples of one file each run as their first lines say, and print what they promise.</summary>
public class SampleTests
{
    // With arguments, so that it has a test of its own.
    private const string WordIndex = "word-index.cs";

    private static readonly string Folder = Path.Combine(PackageFixture.RepositoryRoot(), "samples");

    public static TheoryData<string, string[]> Samples => new()
    {
        { "scoped-threads.cs", ["o 80000", "e 60000", "stopped early", "rethrown: The disk is full."] },
        { "model-check.cs", ["Data race on message: main reads what writer wrote, and nothing orders the two.", "With a release and an acquire: everything explored."] },
        { "joins.cs", ["sorted: True", "sums agree: True"] },
        { "broadcast.cs", ["sums: 500500, 1001000, 1501500", "factor: 30, after 2 changes", "reads: 8 9 10, missed: 7", "answer: 42"] },
        { "channels.cs", ["sum 499500", "300 jobs done", "nobody waits: Full", "nobody came: TimedOut", "nobody will: Disconnected", "disposed"] },
        { "select.cs", ["a word: first", "chosen: 1", "full", "8 made", "sum 36", "500 received"] },
        { "iterators.cs", ["17984 primes, the last 199999", "     @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@#=--:::::..", "cancelled"] },
        {
            "ordered-map.cs",
            [
                "1000 prices from 10000 to 10999, 4000 orders", "below 10300: 10299, at least: 10300", "dearer than 10997: 10998 10999",
                "taken: True, again: False, was 4 at 10000, next 10001", "popped 3996, left 0", "be is not or question that the to",
            ]
        },
        {
            "pipelines.cs",
            [
                "first: 1 4 9 16 25", "batches: 300 300 300 100", "even less odd: 0", "all 34 through", "Completed: 34 completed",
                "3 parsed, 1 failed in parse: three", "10 done, 1 failed, the others not started: True", "rethrown",
            ]
        },
        { "guide/scoped-threads.cs", ["ADA BOB CY DEE EVE"] },
        { "guide/data-parallelism.cs", ["doubled: 2 4 6 8 10", "sum of squares: 30", "failed: -3 cannot be read."] },
        { "guide/producer-consumer.cs", ["processed 1000, the last 998001"] },
        { "guide/bounded-async.cs", ["data-metadata", "the request for data is over", "too late: the request was cancelled"] },
        { "tasks.cs", ["failed: the input ended too early", "fastest: near", "settled: near, refused", "sum: 5050", "and all have ended"] },
        { "guide/hybrid-pipeline.cs", ["by hand: 1000 results, sum 1000000", "as stages: 1000 results, sum 1000000", "in order: True"] },
        { "linearizability.cs", ["Mailbox is not linearizable.", "With a lock: nothing found."] },
        { "stress.cs", ["The light stayed on: True", "With fences: False"] },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_runs_and_prints_what_it_promises(string file, string[] expected)
    {
        // Release, as these tests are built: the library is then up to date, and only the sample is compiled.
        string output = PackageFixture.Dotnet(Folder, "run", "--configuration", "Release", file);

        string[] lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.All(expected, line => Assert.Contains(line, lines));
    }

    [Fact]
    public void The_word_index_answers_from_the_documentation_of_the_SDK()
    {
        string output = PackageFixture.Dotnet(Folder, "run", "--configuration", "Release", WordIndex, "--", "--count", "40", "the", "nosuchword");

        string[] lines = output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("40 files indexed, 0 failed", lines);
        Assert.Contains("nosuchword: 0 times in 0 files", lines);
        Assert.Matches(@"^the: \d{3,} times in \d+ files, most in \S+\.xml$", Assert.Single(lines, static line => line.StartsWith("the: ")));
    }

    [Fact]
    public void No_sample_is_left_out() => Assert.Equal(
        new[] { Folder, Path.Combine(Folder, "guide") }
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs"))
            .Select(static file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
        Samples.Select(static row => row.Data.Item1).Append(WordIndex).Order(StringComparer.Ordinal));
}
