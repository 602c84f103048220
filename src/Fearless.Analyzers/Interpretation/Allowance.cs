namespace Fearless.Analyzers.Interpretation;

/// <summary>What may be spent on a method.</summary>
/// <param name="Steps">The expressions and statements that may be executed.</param>
/// <param name="Ticks">The time, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
internal readonly record struct Allowance(int Steps, long Ticks)
{
    /// <summary>Whether it is so much more that what did not end within the other may end within this.</summary>
    public bool IsWellAbove(Allowance other) => Steps / 2 > other.Steps || Ticks / 2 > other.Ticks;
}
