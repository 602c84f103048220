using Fearless.Tool.Reading;

namespace Fearless.Tool.Commands;

/// <summary>What <c>advise</c> was asked for.</summary>
internal sealed record AdviseOptions(string Path, ReadingOptions Reading)
{
    public string? Json { get; init; }

    public string? Sarif { get; init; }

    public string? Html { get; init; }

    /// <summary>What was found before, and is not to be told again.</summary>
    public string? Baseline { get; init; }

    public string? WriteBaseline { get; init; }

    public double MinConfidence { get; init; }

    /// <summary>How many findings are shown with their code in the terminal; all are counted, and in the files.</summary>
    public int Show { get; init; }
}
