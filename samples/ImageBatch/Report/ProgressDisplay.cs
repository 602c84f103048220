using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ImageBatch.Report;

/// <summary>Shows how far a run has come: a moving bar on a terminal, a line now and then elsewhere.</summary>
internal sealed class ProgressDisplay(IAnsiConsole console, TimeSpan lineInterval)
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the work on this thread and shows the meter until it ends, however it ends.</summary>
    public void Run(string title, ProgressMeter meter, Action work)
    {
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
            RunWithBar(title, meter, work);
        else
            RunWithLines(title, meter, work);
    }

    private void RunWithBar(string title, ProgressMeter meter, Action work)
    {
        Progress progress = console.Progress().AutoClear(false).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = 40 },
            new PercentageColumn(),
            new TextColumn(() => string.Create(CultureInfo.InvariantCulture, $"{meter.Finished:N0}/{meter.Total:N0}")),
            new TextColumn(() => Rates(meter)),
            new TextColumn(() => Left(meter)));
        progress.Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, meter.Total));
            using (new Repeater(BarInterval, () => task.Value = meter.Finished))
                work();
            task.Value = meter.Finished;
        });
    }

    private void RunWithLines(string title, ProgressMeter meter, Action work)
    {
        void WriteLine()
        {
            string line = string.Create(CultureInfo.InvariantCulture, $"{title}: {meter.Finished:N0}/{meter.Total:N0}, {Rates(meter)}, {Left(meter)}");
            console.Profile.Out.Writer.WriteLine(line);
        }

        using (new Repeater(lineInterval, WriteLine))
            work();
        WriteLine();
    }

    private static string Rates(ProgressMeter meter) =>
        string.Create(CultureInfo.InvariantCulture, $"{meter.ImagesPerSecond:F1} images/s, {meter.MegapixelsPerSecond:F1} MP/s");

    private static string Left(ProgressMeter meter) => meter switch
    {
        _ when meter.Finished >= meter.Total => $"took {Durations.Short(meter.Elapsed)}",
        { Left: { } left } => $"{Durations.Short(left)} left",
        _ => "starting",
    };

    private sealed class TextColumn(Func<string> text) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
    }
}
