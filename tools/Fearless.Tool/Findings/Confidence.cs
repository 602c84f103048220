namespace Fearless.Tool.Findings;

/// <summary>How sure a finding is.</summary>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Reason">What it rests on, as the end of a sentence.</param>
internal sealed record Confidence(double Value, string Reason)
{
    public const double SureFrom = 0.85;
    public const double LikelyFrom = 0.7;

    public string Word => Value >= SureFrom ? "sure" : Value >= LikelyFrom ? "likely" : "possible";
}
