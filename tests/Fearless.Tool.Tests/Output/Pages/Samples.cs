using Fearless.Tool.Measuring;
using Fearless.Tool.Output.Pages;
using Fearless.Tool.Watching;
using Fearless.Tool.Watching.Analysis;
using Fearless.Tool.Watching.Stacks;

namespace Fearless.Tool.Tests.Output.Pages;

/// <summary>A page of each kind, with something in all of its parts, and names that try to be more than names.</summary>
internal static class Samples
{
    /// <summary>What a program can call itself, a thread, or a method.</summary>
    public const string Hostile = "</title></style></script><script>alert('ran')</script><img src=x onerror=\"alert('ran')\"> ' \" & \u0001\uD800 \U0001F600";

    private const int Computing = 0;
    private const int Locking = 1;

    private static readonly Frame[][] s_stacks =
    [
        [new Frame("My.Program", $"Job.{Hostile}"), new Frame("My.Program", "Program.Main()")],
        [new Frame("System.Private.CoreLib", "System.Threading.Monitor.Enter(x)"), new Frame("My.Program", "Job.Lock()"), new Frame("My.Program", "Program.Main()")],
    ];

    public static WatchReport Watched()
    {
        var recording = new Recording(static stack => s_stacks[stack]);
        for (int moment = 0; moment <= 100; moment++)
        {
            recording.Moments.Add(moment / 50.0);
            recording.Samples.Add(new Sample(moment, 1, Computing, IsRunning: true));
            recording.Samples.Add(new Sample(moment, 2, Locking, IsRunning: false));
        }
        recording.Pauses.Add(new Span(1, 1.2));
        recording.Contentions.Add(new Contention(Lock: 5, new Span(0.1, 1.5), Waiter: 2, Owner: 1, Locking));
        recording.Contentions.Add(new Contention(Lock: 5, new Span(1.501, 1.502), Waiter: 2, Owner: 9, Locking));
        recording.PoolQueues.AddRange([new PoolQueue(0.5, 3), new PoolQueue(1.5, 7)]);
        recording.PoolSteps.AddRange([new PoolStep(0.5, 2, IsStarved: false), new PoolStep(1, 4, IsStarved: true)]);
        recording.Threads =
        [
            new ThreadUse(1, Hostile, 1.7, 0.2, 10, 20, 'R', "") { Stack = new StackUse(8192, 44) },
            new ThreadUse(2, "waits", 0.1, 0, 3, 0, 'S', "futex_wait<b>"),
        ];
        recording.EventsLost = 3;
        return Judge.WithVerdicts(Analyst.Run(recording, cores: 4));
    }

    public static string WatchPage(bool isInterrupted = false) => Text(stream => Tool.Output.Pages.WatchPage.Write(Watched(), $"/some/folder/{Hostile}", exitCode: 0, isInterrupted, stream));

    public static string MeasurePage(bool isInterrupted = false) => Text(stream => Tool.Output.Pages.MeasurePage.Write(
        [
            Measurement.Of(Probe.Fixed(Hostile, "x", new Claim(Hostile, 1, 2), operations: 1, static _ => 1), [3, 4, 5]),
            Measurement.Of(Probe.Fixed("says nothing", "ns", claim: null, operations: 1, static _ => 1), [100, 120, 150]),
            Measurement.Of(Probe.Fixed("2 workers", "x", new Claim("near-linear", 1.6, double.PositiveInfinity), operations: 1, static _ => 1) with { Workers = 2 }, [1.7, 1.8, 1.9]),
            Measurement.Of(Probe.Fixed("4 workers", "x", new Claim("near-linear", 3.2, double.PositiveInfinity), operations: 1, static _ => 1) with { Workers = 4 }, [2.7, 2.8, 2.9]),
        ],
        isInterrupted, stream));

    public static string AdvisePage()
    {
        using var folder = new ScratchFolder();
        folder.Write("Weather.cs", Commands.AdviseTests.Blocking);
        folder.Write("Hostile.cs", $$"""
            class Hostile
            {
                // {{Hostile.Replace("\uD800", "")}}
                public async void Forget(HttpClient client) => await client.GetStringAsync("</pre><script>alert('ran')</script>");
            }
            """);
        return Text(stream => Tool.Output.Pages.AdvisePage.Write(folder.Advise(folder.Path), known: 1, stream));
    }

    public static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
