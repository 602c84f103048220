using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fearless.Tool.Commands;
using Fearless.Tool.Tests.Commands;
using Fearless.Tool.Watching;
using Fearless.Tool.Watching.Analysis;

namespace Fearless.Tool.Tests.Watching;

/// <summary>Watches programs of which it is known what they spend their time with: they say themselves, by their own clock, how much it was.</summary>
[Collection(nameof(Alone))]
public class WatchTests
{
    /// <summary>Sixty samples a second are taken of what is started, so that chance is a point or two.</summary>
    private const string Seconds = "3";

    /// <summary>Five points; the program's clock and the samples begin and end at slightly different times.</summary>
    private const double Tolerance = 0.05;

    /// <summary>The cause is found each time. On a machine that has others to serve, a program may be stopped just where its clock and the samples
    /// count it differently; not three times.</summary>
    private const int Tries = 3;

    [Theory]
    [InlineData("compute", "computation", "computes")]
    [InlineData("network", "network", "network")]
    [InlineData("task", "blocked-on-tasks", "task")]
    [InlineData("garbage", "garbage", "garbage")]
    [InlineData("pool", "starved-pool", "pool")]
    public void What_a_program_spends_its_time_with_is_named_with_its_share(string profile, string cause, string activity) =>
        Try(profile, (report, share) =>
        {
            Assert.Equal(cause, FirstVerdict(report).GetProperty("cause").GetString());
            return Math.Abs(report.GetProperty("program").GetProperty(activity).GetDouble() - share);
        });

    [Fact]
    public void A_hot_lock_is_named_with_who_waits_and_who_holds_it() =>
        Try("lock", (report, share) =>
        {
            JsonElement verdict = FirstVerdict(report);
            Assert.Equal("hot-lock", verdict.GetProperty("cause").GetString());
            Assert.Equal("OneHotLock.Work", verdict.GetProperty("place").GetString());
            JsonElement hottest = report.GetProperty("locks")[0];
            Assert.EndsWith("OneHotLock.Work", hottest.GetProperty("waiters")[0].GetProperty("path").GetString());
            Assert.EndsWith("OneHotLock.Work > Computing.Hash", hottest.GetProperty("holders")[0].GetProperty("path").GetString());
            return Math.Abs(verdict.GetProperty("share").GetDouble() - share);
        });

    /// <param name="profile">What the program does.</param>
    /// <param name="check">Checks the report, given the share that the program names, and says how far from it the report is.</param>
    private static void Try(string profile, Func<JsonElement, double, double> check)
    {
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < Tries && nearest > Tolerance; i++)
        {
            (JsonElement report, double share) = Watch(profile);
            nearest = Math.Min(nearest, check(report, share));
        }
        Assert.InRange(nearest, 0, Tolerance);
    }

    [Fact]
    public void Messages_are_told_from_other_waits_and_the_path_has_the_names_of_the_source() => Try("messages", (report, share) =>
    {
        JsonElement waiting = report.GetProperty("paths").EnumerateArray().First(static path => path.GetProperty("activity").GetString() == "message"
            && path.GetProperty("path").EnumerateArray().Select(static method => method.GetString()).SequenceEqual(["Program.Main", "Messages.Run", "Messages.Receive"]));
        return Math.Abs((waiting.GetProperty("threadSeconds").GetDouble() / report.GetProperty("seconds").GetDouble()) - share);
    });

    [Fact]
    public void A_program_that_only_awaits_has_nothing_to_save()
    {
        int exitCode = ExitCode.Found;
        string output = "";
        // On a busy machine its start can be a tenth of its time.
        for (int i = 0; i < Tries && exitCode == ExitCode.Found; i++)
        {
            using var line = new CommandLine();
            exitCode = line.Run("watch", "--", "dotnet", Program, "nothing", Seconds);
            output = line.Console.Output;
        }

        Assert.Equal(ExitCode.NothingFound, exitCode);
        Assert.Contains("Nothing here would be faster", output);
    }

    [Fact]
    public void What_a_command_writes_and_ends_with_is_passed_on()
    {
        using var line = new CommandLine();

        line.Run("watch", "--", "dotnet", Program, "nothing", "0.2", "7");

        Assert.StartsWith("1.000", line.Console.Output);
        Assert.Contains("ended with 7.", line.Console.Output);
    }

    [Fact]
    public void A_process_that_runs_is_watched_for_a_time_and_goes_on()
    {
        using var running = new RunningProgram("lock", "60");
        using var line = new CommandLine();

        Assert.Equal(ExitCode.Found, line.Run("watch", "--pid", running.Id.ToString(CultureInfo.InvariantCulture), "--duration", "0.7"));
        Assert.Contains("A lock that threads wait for: OneHotLock.Work", line.Console.Output);
        Assert.False(running.HasEnded);
    }

    /// <summary>Each sample stops all threads. Left alone, the runtime takes a thousand a second.</summary>
    [Fact]
    public void Few_samples_are_taken_of_what_is_started_and_of_what_runs()
    {
        using WatchedProcess started = WatchedProcess.Start(["dotnet", Program, "compute", "60"], static _ => { }, TestContext.Current.CancellationToken);
        using var running = new RunningProgram("compute", "60");
        using WatchedProcess found = WatchedProcess.Find(running.Id);
        foreach (WatchedProcess process in new[] { started, found })
        {
            WatchReport report = new Watcher(process, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken).Run(progress: null);
            Assert.InRange(report.Moments / report.Seconds, 4, 200);
        }
    }

    [Fact]
    public void What_was_seen_of_a_process_that_is_killed_is_reported()
    {
        using var running = new RunningProgram("lock", "60");
        using WatchedProcess process = WatchedProcess.Find(running.Id);

        // It tells the names of what it uses when the watching begins, and cannot tell those of what it begins to use later.
        new Watcher(process, TimeSpan.FromSeconds(0.5), TestContext.Current.CancellationToken).Run(progress: null);

        WatchReport report = new Watcher(process, duration: null, TestContext.Current.CancellationToken).Run(_ => running.Kill());

        Assert.Equal(Cause.HotLock, report.Verdicts[0].Cause);
        Assert.Equal("OneHotLock.Work", report.Verdicts[0].Place);
    }

    [Fact]
    public void Who_interrupts_gets_what_was_seen_and_the_command_is_ended()
    {
        using var stop = new CancellationTokenSource();
        int id;
        using (WatchedProcess process = WatchedProcess.Start(["dotnet", Program, "lock", "60"], static _ => { }, TestContext.Current.CancellationToken))
        {
            id = process.Id;
            WatchReport report = new Watcher(process, duration: null, stop.Token).Run(_ => stop.Cancel());
            Assert.Equal(Cause.HotLock, report.Verdicts[0].Cause);
            Assert.False(process.HasEnded);
        }
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public void While_it_samples_the_terminal_shows_the_shares()
    {
        using var line = new CommandLine();
        line.Console.Profile.Capabilities.Interactive = true;

        Assert.Equal(ExitCode.Found, line.Run("watch", "--", "dotnet", Program, "compute", Seconds));
        Assert.Contains("The last half second", line.Console.Output);
    }

    [Theory]
    [InlineData("no-such-command", "no-such-command cannot be started")]
    [InlineData("dotnet run", "Build it, and give it by its path")]
    [InlineData("dotnet no-such.dll", "There is no file no-such.dll")]
    [InlineData("sleep 0", "before a .NET runtime answered")]
    public void A_command_that_cannot_be_watched_is_named_with_a_remedy(string command, string message) =>
        Refuses(message, ["watch", "--", .. command.Split(' ')]);

    [Fact]
    public void A_process_that_is_not_there_or_is_this_one_or_has_no_runtime_is_refused()
    {
        Refuses("There is no process 2147483647", "watch", "--pid", "2147483647");
        Refuses("is this process itself", "watch", "--pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        using var sleeping = Process.Start("sleep", "60");
        Refuses("offers no diagnostic port", "watch", "--pid", sleeping.Id.ToString(CultureInfo.InvariantCulture));
        sleeping.Kill();
        sleeping.WaitForExit();
    }

    [Theory]
    [InlineData("Give either a command after --", "watch")]
    [InlineData("Give either a command after --", "watch", "--pid", "1", "--", "true")]
    [InlineData("'one'", "watch", "--pid", "one")]
    [InlineData("--duration is 0", "watch", "--duration", "0", "--pid", "1")]
    public void A_command_line_that_is_not_understood_is_bad_input(string message, params string[] arguments) => Refuses(message, arguments);

    private static void Refuses(string message, params string[] arguments)
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCode.BadInput, line.Run(arguments));
        Assert.Contains(message, line.Error);
        Assert.DoesNotContain("   at ", line.Error);
    }

    private static JsonElement FirstVerdict(JsonElement report) => report.GetProperty("verdicts")[0];

    private static (JsonElement Report, double Share) Watch(string profile)
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCode.Found, line.Run("watch", "--json", "-", "--", "dotnet", Program, profile, Seconds));
        double share = double.Parse(line.Error.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture);
        using JsonDocument report = JsonDocument.Parse(line.Console.Output);
        return (report.RootElement.Clone(), share);
    }

    internal static string Program => Path.Combine(AppContext.BaseDirectory, "Fearless.Tool.Watched.dll");
}
