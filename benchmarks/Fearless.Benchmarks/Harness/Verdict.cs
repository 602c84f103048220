namespace Fearless.Benchmarks.Harness;

/// <summary>How a figure stands to its bar.</summary>
internal enum Verdict
{
    /// <summary>A contender of the claim is missing here.</summary>
    NotMeasured,

    /// <summary>There is no bar; the figure is for information.</summary>
    NoBar,

    /// <summary>The figure and both its quartiles meet the bar.</summary>
    Met,

    /// <summary>The bar lies inside the spread: run more rounds, or on a quieter machine.</summary>
    Unclear,

    /// <summary>The figure and both its quartiles miss the bar.</summary>
    Missed,
}
