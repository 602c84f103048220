using System.Globalization;
using Fearless.Tool.Commands;
using Fearless.Tool.Tests.Output.Pages;
using Fearless.Tool.Tests.Watching;
using Spectre.Console.Testing;

namespace Fearless.Tool.Tests.Commands;

/// <summary>The option for a page, from the command line to the file.</summary>
[Collection(nameof(Alone))]
public class PageOptionTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    [Fact]
    public void Advice_is_written_as_a_page_and_to_the_terminal()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        folder.Write("Weather.cs", AdviseTests.Blocking);
        string page = Path.Combine(folder.Path, "page.html");

        Assert.Equal(ExitCode.Found, line.Run("advise", folder.Path, "--html", page));
        Assert.Contains("Weather.Text", PageTests.Read(File.ReadAllText(page)).Value);
        Assert.Contains("Weather.Text", line.Console.Output);
    }

    [Fact]
    public void Figures_are_written_as_a_page()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        string page = Path.Combine(folder.Path, "page.html");

        line.Run("measure", "--quick", "--html", page);

        Assert.Contains("fork that nobody takes", PageTests.Read(File.ReadAllText(page)).Value);
    }

    [Fact]
    public void Who_interrupts_the_watching_gets_the_page_of_what_was_seen()
    {
        using var running = new RunningProgram("lock", "60");
        using var folder = new ScratchFolder();
        string page = Path.Combine(folder.Path, "page.html");

        // Nothing tells from outside when something was seen; on a busy machine that takes seconds.
        for (TimeSpan time = TimeSpan.FromSeconds(1); !File.Exists(page) && time < Deadline; time *= 2)
        {
            using var console = new TestConsole();
            using var error = new StringWriter();
            using var stop = new CancellationTokenSource(time);
            new Application(console, error, stop.Token).Run(["watch", "--pid", running.Id.ToString(CultureInfo.InvariantCulture), "--duration", "300", "--html", page]);
        }

        string text = PageTests.Read(File.ReadAllText(page)).Value;
        Assert.Contains("Interrupted: this is what was seen until then.", text);
        Assert.Contains("OneHotLock.Work", text);
    }

    [Theory]
    [InlineData("advise", "nowhere.cs")]
    [InlineData("watch", "--", "no-such-command")]
    [InlineData("measure")]
    public void A_page_that_cannot_be_written_is_refused_before_anything_is_done(params string[] arguments)
    {
        using var folder = new ScratchFolder();

        Refuses("cannot be written", arguments, Path.Combine(folder.Path, "none", "page.html"));
        Refuses("cannot be written", arguments, folder.Path);
        Refuses("cannot be written", arguments, "");
        Refuses("--html needs the name of a file", arguments, "-");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_page_that_was_there_stays_if_nothing_comes_of_the_run()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();
        string page = folder.Write("page.html", "an older page");

        Assert.Equal(ExitCode.BadInput, line.Run("advise", Path.Combine(folder.Path, "nowhere.cs"), "--html", page));
        Assert.Equal("an older page", File.ReadAllText(page));
    }

    [Fact]
    public void No_empty_page_is_left_if_nothing_comes_of_the_run()
    {
        using var folder = new ScratchFolder();
        using var line = new CommandLine();

        Assert.Equal(ExitCode.BadInput, line.Run("advise", Path.Combine(folder.Path, "nowhere.cs"), "--html", Path.Combine(folder.Path, "page.html")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_disk_that_is_full_is_told_after_the_report()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, a disk that is always full.");
        using var folder = new ScratchFolder();
        using var line = new CommandLine();

        Assert.Equal(ExitCode.BadInput, line.Run("advise", folder.Write("Weather.cs", AdviseTests.Blocking), "--html", "/dev/full"));
        Assert.Contains("/dev/full cannot be written", line.Error);
        Assert.DoesNotContain("   at ", line.Error);
        Assert.Contains("Weather.Text", line.Console.Output);
    }

    private static void Refuses(string message, string[] arguments, string page)
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCode.BadInput, line.Run([arguments[0], "--html", page, .. arguments[1..]]));
        Assert.Contains(message, line.Error);
        Assert.DoesNotContain("   at ", line.Error);
    }
}
