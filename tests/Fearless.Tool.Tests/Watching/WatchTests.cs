using System.Globalization;
using System.Text.Json;
using Fearless.Tool.Commands;
using Fearless.Tool.Tests.Commands;

namespace Fearless.Tool.Tests.Watching;

/// <summary>Watches programs of which it is known what they spend their time with: they say themselves, by their own clock, how much it was.</summary>
public class WatchTests
{
    private const string Seconds = "1.5";

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

    private static JsonElement FirstVerdict(JsonElement report) => report.GetProperty("verdicts")[0];

    private static (JsonElement Report, double Share) Watch(string profile)
    {
        using var line = new CommandLine();
        Assert.Equal(ExitCode.Found, line.Run("watch", "--json", "-", "--", "dotnet", Program, profile, Seconds));
        double share = double.Parse(line.Error.TrimEnd().Split('\n')[^1], CultureInfo.InvariantCulture);
        using JsonDocument report = JsonDocument.Parse(line.Console.Output);
        return (report.RootElement.Clone(), share);
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "Fearless.Tool.Watched.dll");
}
