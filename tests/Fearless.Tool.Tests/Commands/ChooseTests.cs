using Fearless.Tool.Commands;
using Spectre.Console.Testing;

namespace Fearless.Tool.Tests.Commands;

public class ChooseTests
{
    [Theory]
    [InlineData("Par() (data-parallel)", "--threads", "yes", "--work", "compute", "--shape", "items")]
    [InlineData("Par.Join (fork-join)", "--threads", "yes", "--work", "compute", "--shape", "halves")]
    [InlineData("ThreadScope (known-threads)", "--threads", "yes", "--work", "compute", "--shape", "jobs")]
    [InlineData("Pipeline (pipeline)", "--threads", "yes", "--work", "compute", "--shape", "stages")]
    [InlineData("Par() (files)", "--threads", "yes", "--work", "files")]
    [InlineData("TaskScope (connections)", "--threads", "yes", "--work", "network", "--connections", "thousands")]
    [InlineData("TaskScope (requests)", "--threads", "yes", "--work", "network", "--connections", "few")]
    [InlineData("ThreadScope (known-threads)", "--threads", "yes", "--work", "network", "--connections", "blocking")]
    [InlineData("Channel.Bounded (producer-consumer)", "--threads", "yes", "--work", "hand-over")]
    [InlineData("Channel.Bounded (shared-state)", "--threads", "yes", "--work", "share")]
    [InlineData("TaskScope (no-threads)", "--threads", "no")]
    public void Each_cell_of_the_framework_is_reached_by_options(string recommendation, params string[] answers)
    {
        using var line = new CommandLine();

        Assert.Equal(ExitCode.NothingFound, line.Run(["choose", .. answers]));
        Assert.StartsWith(recommendation, line.Console.Output);
        Assert.Contains("#:package Fearless", line.Console.Output);
    }

    [Fact]
    public void Without_a_terminal_a_missing_answer_is_named()
    {
        using var line = new CommandLine();

        Assert.Equal(ExitCode.BadInput, line.Run("choose", "--threads", "yes"));
        Assert.Contains("--work, with one of compute, files, network, hand-over, share", line.Error);
    }

    [Fact]
    public void In_a_terminal_the_questions_are_asked_in_turn()
    {
        using var line = new CommandLine();
        line.Console.Profile.Capabilities.Interactive = true;
        line.Console.Input.PushKey(ConsoleKey.Enter);
        line.Console.Input.PushKey(ConsoleKey.DownArrow);
        line.Console.Input.PushKey(ConsoleKey.Enter);

        Assert.Equal(ExitCode.NothingFound, line.Run("choose"));
        Assert.Contains("Par() (files)", line.Console.Output);
    }

    [Fact]
    public void The_program_is_written_to_a_file_that_did_not_exist_and_to_no_other()
    {
        using var folder = new ScratchFolder();
        string file = Path.Combine(folder.Path, "start.cs");
        using var first = new CommandLine();
        Assert.Equal(ExitCode.NothingFound, first.Run("choose", "--threads", "no", "--output", file));
        string written = File.ReadAllText(file);
        Assert.Contains("await Both()", written);

        using var second = new CommandLine();
        Assert.Equal(ExitCode.BadInput, second.Run("choose", "--threads", "yes", "--work", "files", "--output", file));
        Assert.Equal(written, File.ReadAllText(file));
    }
}
