using System.Globalization;
using System.Text;

namespace Fearless.Tests.Channels.Losses;

/// <summary>What became of the messages of <see cref="LostMessageTests"/>, by channel: written where a person sees it when
/// <c>FEARLESS_SOAK</c> asks for a long run.</summary>
public sealed class LossTable : IDisposable
{
    private static readonly string? Minutes = Environment.GetEnvironmentVariable("FEARLESS_SOAK");

    private readonly List<string> _rows = [];

    /// <summary>How long each channel is tried.</summary>
    public static TimeSpan Duration { get; } =
        Minutes is null ? TimeSpan.FromMilliseconds(1500) : TimeSpan.FromMinutes(double.Parse(Minutes, CultureInfo.InvariantCulture));

    public void Add(string channel, long sent, long delivered, long returned, long disposed, long lost)
    {
        string row = string.Create(CultureInfo.InvariantCulture, $"| {channel} | {sent} | {delivered} | {returned} | {disposed} | {lost} |");
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        _rows.Add(row);
    }

    public void Dispose()
    {
        if (Minutes is null)
            return;
        var table = new StringBuilder("\n| channel | messages | delivered | returned to the sender | disposed | lost |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (string row in _rows)
            table.AppendLine(row);
        Console.Out.Write(table);
    }
}
