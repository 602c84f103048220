namespace Fearless;

/// <summary>How far a parallel iterator has come.</summary>
/// <param name="Completed">How many items of the source are done.</param>
/// <param name="Total">How many items the source has.</param>
public readonly record struct ParallelProgress(long Completed, long Total)
{
    /// <summary>The share that is done, from 0 to 1; 1 if there is nothing to do.</summary>
    public double Fraction => Total == 0 ? 1 : (double)Completed / Total;
}
