using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Fearless.Tool.Tests.Output.Pages;

/// <summary>Pages in a real browser, if one is there: without an error in its console, with the script run, and all parts there.</summary>
[Collection(nameof(Alone))]
public class BrowserTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("watch", "id=\"timeline\"")]
    [InlineData("measure", "id=\"scaling\"")]
    [InlineData("advise", "id=\"findings\"")]
    public void A_browser_shows_the_page_and_complains_of_nothing(string kind, string part)
    {
        (string document, string console) = Show(PageTests.PageOf(kind));

        Assert.Contains(part, document);
        Assert.Contains("</footer>", document);
        Assert.DoesNotContain("CONSOLE", console);
    }

    [Fact]
    public void A_script_that_gets_into_the_page_does_not_run()
    {
        string page = PageTests.PageOf("watch").Replace("</body>", "<script>document.body.id = 'ran';</script></body>");

        (string document, string console) = Show(page);

        Assert.DoesNotContain("id=\"ran\"", document);
        // This one complaint shows that complaints are seen.
        Assert.Contains("CONSOLE", console);
        Assert.Contains("Content Security Policy", console);
    }

    [Theory]
    [InlineData("", "2 of 2", 0)]
    [InlineData("#rule=FC6008", "1 of 2", 1)]
    [InlineData("#text=weather.cs&sure=0.7", "1 of 2", 1)]
    [InlineData("#text=weather.cs&sure=0.85", "0 of 2", 2)]
    [InlineData("#findings", "2 of 2", 0)]
    public void Findings_are_filtered_as_the_address_says(string choice, string count, int hidden)
    {
        (string document, _) = Show(PageTests.PageOf("advise"), choice);

        Assert.Contains($">{count}</output>", document);
        Assert.Equal(hidden, Regex.Count(document, "<article class=\"finding\"[^>]* hidden=\"\""));
        Assert.Equal(hidden, Regex.Count(document, "<div class=\"of-rule\"[^>]* hidden=\"\""));
        Assert.DoesNotMatch("<form id=\"filter\"[^>]* hidden", document);
    }

    private static (string Document, string Console) Show(string page, string choice = "")
    {
        string? browser = Find();
        Assert.SkipUnless(browser is not null, "Needs chromium, or another browser of its kind, in PATH.");
        using var folder = new ScratchFolder();
        string file = folder.Write("page.html", page);
        // The sandbox needs rights that a container does not give; the page is our own.
        var start = new ProcessStartInfo(
            browser!, ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", $"--user-data-dir={Path.Combine(folder.Path, "profile")}", "--dump-dom", new Uri(file).AbsoluteUri + choice])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> document = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> console = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Deadline))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{browser} did not end in {Deadline.TotalSeconds} s.");
        }
        return (document.Result, console.Result);
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
