using System.Text.Json;
using Fearless.Tool.Commands;
using Fearless.Tool.Findings;

namespace Fearless.Tool.Tests.Commands;

public class AdviseTests
{
    public const string Clean = "class C { public int Add(int a, int b) => a + b; }";

    public const string Blocking =
        """
        class Weather(HttpClient client)
        {
            public string Text(string url) => client.GetStringAsync(url).Result;
        }
        """;

    [Fact]
    public void Code_without_findings_ends_with_nothing_found()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();

        Assert.Equal(ExitCode.NothingFound, line.Run("advise", folder.Write("C.cs", Clean)));
        Assert.Contains("0 findings in 1 file, ", line.Console.Output);
    }

    [Fact]
    public void A_finding_is_told_with_its_place_the_remedy_the_reason_and_how_sure_it_is()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        folder.Write("Weather.cs", Blocking);

        Assert.Equal(ExitCode.Found, line.Run("advise", folder.Path));
        Assert.Contains("Weather.cs:3 FC6008 in Weather.Text", line.Console.Output);
        Assert.Contains("it should be: await, or the synchronous call", line.Console.Output);
        Assert.Contains("By the guide: waiting needs no threads", line.Console.Output);
        Assert.Contains("likely (0.80)", line.Console.Output);
        Assert.Contains("await client.GetStringAsync(url)", line.Console.Output);
        Assert.Empty(line.Error);
    }

    [Fact]
    public void What_is_less_sure_than_asked_is_not_told()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();

        Assert.Equal(ExitCode.NothingFound, line.Run("advise", folder.Write("Weather.cs", Blocking), "--min-confidence", "0.9"));
    }

    [Theory]
    [InlineData("nowhere", "There is no file or folder")]
    [InlineData("empty", "There is no C# in")]
    [InlineData("broken.csproj", "cannot be read as a project")]
    [InlineData("other.csproj", "its outermost element is not <Project>")]
    [InlineData("inner/A.csproj", "Directory.Build.props cannot be read as a project")]
    [InlineData("broken.slnx", "cannot be read as a solution")]
    [InlineData("text.txt", "neither a solution")]
    [InlineData("onlytests.csproj", "Give --tests")]
    public void Bad_input_is_named_with_a_remedy_and_no_stack_trace(string name, string message)
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));
        folder.Write("broken.csproj", "<Project><Item");
        folder.Write("other.csproj", "<Other />");
        folder.Write("inner/A.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        folder.Write("inner/Directory.Build.props", "<Project>");
        folder.Write("broken.slnx", "<Solution>");
        folder.Write("text.txt", "text");
        folder.Write("onlytests.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup></Project>""");
        folder.Write("C.cs", Clean);
        using var line = new CommandLine();

        Assert.Equal(ExitCode.BadInput, line.Run("advise", Path.Combine(folder.Path, name)));
        Assert.Contains(message, line.Error);
        Assert.DoesNotContain("   at ", line.Error);
    }

    [Theory]
    [InlineData("advise")]
    [InlineData("advise", "x", "--min-confidence", "2")]
    [InlineData("advise", "x", "--no-such-option")]
    [InlineData("choose", "--work", "nothing")]
    public void A_command_line_that_is_not_understood_is_bad_input(params string[] arguments)
    {
        using var line = new CommandLine();

        Assert.Equal(ExitCode.BadInput, line.Run(arguments));
        Assert.NotEmpty(line.Error);
    }

    [Fact]
    public void Json_goes_to_the_output_and_nothing_else_does()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        folder.Write("Weather.cs", Blocking);

        line.Run("advise", folder.Path, "--json", "-");

        using JsonDocument report = JsonDocument.Parse(line.Console.Output);
        JsonElement finding = Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("FC6008", finding.GetProperty("rule").GetString());
        Assert.Equal("Weather.cs", finding.GetProperty("file").GetString());
        Assert.Equal(3, finding.GetProperty("line").GetInt32());
        Assert.Equal("requests", finding.GetProperty("workload").GetString());
        Assert.Equal("await", finding.GetProperty("shouldBe").GetString());
    }

    [Fact]
    public void Sarif_names_the_rule_the_place_and_the_fingerprint()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        folder.Write("A folder/Weather.cs", Blocking);
        string file = Path.Combine(folder.Path, "report.sarif");

        line.Run("advise", folder.Path, "--sarif", file);

        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(file));
        Assert.Equal("2.1.0", report.RootElement.GetProperty("version").GetString());
        JsonElement run = Assert.Single(report.RootElement.GetProperty("runs").EnumerateArray());
        JsonElement result = Assert.Single(run.GetProperty("results").EnumerateArray());
        JsonElement rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.Equal("FC6008", rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Equal("FC6008", result.GetProperty("ruleId").GetString());
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("A%20folder/Weather.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.EndsWith("/", run.GetProperty("originalUriBaseIds").GetProperty("ROOT").GetProperty("uri").GetString());
        Assert.Equal(16, result.GetProperty("partialFingerprints").GetProperty("fearless/v1").GetString()!.Length);
    }

    [Fact]
    public void What_is_in_the_baseline_is_not_told_again_though_its_line_has_moved()
    {
        using var folder = new ScratchFolder();
        string baseline = Path.Combine(folder.Path, "baseline.json");
        string file = folder.Write("Weather.cs", Blocking);
        using (var first = new CommandLine())
            Assert.Equal(ExitCode.Found, first.Run("advise", folder.Path, "--write-baseline", baseline));

        File.WriteAllText(file, "// a comment\n\n" + Blocking);
        using var second = new CommandLine();
        Assert.Equal(ExitCode.NothingFound, second.Run("advise", folder.Path, "--baseline", baseline));
        Assert.Contains("and 1 of the baseline", second.Console.Output);

        File.WriteAllText(file, Blocking.Replace("=> client.GetStringAsync(url).Result", "=> client.GetStringAsync(url).Result;\n    public string Again(string url) => client.GetStringAsync(url).Result"));
        using var third = new CommandLine();
        Assert.Equal(ExitCode.Found, third.Run("advise", folder.Path, "--baseline", baseline));
        Assert.Contains("Weather.Again", third.Console.Output);
        Assert.DoesNotContain("Weather.Text", third.Console.Output);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("no JSON", "is no baseline")]
    public void A_baseline_that_cannot_be_read_is_bad_input(string? content, string message)
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        folder.Write("C.cs", Clean);
        string baseline = content is null ? Path.Combine(folder.Path, "none.json") : folder.Write("baseline.json", content);

        Assert.Equal(ExitCode.BadInput, line.Run("advise", folder.Path, "--baseline", baseline));
        Assert.Contains(message, line.Error);
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_bad_input()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        folder.Write("C.cs", Clean);

        Assert.Equal(ExitCode.BadInput, line.Run("advise", folder.Path, "--sarif", Path.Combine(folder.Path, "none", "report.sarif")));
        Assert.Contains("cannot be written", line.Error);
    }

    [Fact]
    public void Who_interrupts_at_once_is_told_that_nothing_was_looked_at()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();

        Assert.Equal(ExitCode.Interrupted, line.RunCancelled("advise", folder.Write("Weather.cs", Blocking)));
        Assert.Contains("Stopped", line.Error);
    }

    [Fact]
    public void Who_interrupts_later_gets_what_was_seen_so_far()
    {
        using var folder = new ScratchFolder();
        for (int i = 0; i < 20; i++)
            folder.Write($"Weather{i}.cs", Blocking.Replace("Weather", $"Weather{i}"));
        using var stop = new CancellationTokenSource();
        var code = new Fearless.Tool.Reading.CodeBaseReader(new Fearless.Tool.Reading.ReadingOptions(), stop.Token).Read(folder.Path);

        AdviceReport report = new Adviser(code, new Stopping(stop), stop.Token).Run();

        Assert.True(report.IsInterrupted);
        Assert.InRange(report.FilesSeen, 1, 19);
        Assert.InRange(report.Findings.Count, report.FilesSeen, 19);
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<AdviceProgress>
    {
        public void Report(AdviceProgress value) => stop.Cancel();
    }
}
