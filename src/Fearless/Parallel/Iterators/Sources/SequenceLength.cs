using System.Numerics;

namespace Fearless.Plumbing;

/// <summary>How many integers a sequence has.</summary>
internal static class SequenceLength
{
    /// <summary>The number of integers from <paramref name="start"/> to <paramref name="endInclusive"/>, which is among them if it is a whole
    /// number of steps away.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step does not lead from the start to the end, or has too many to do so.</exception>
    public static long Of<T>(T start, T endInclusive, T step)
        where T : struct, IBinaryInteger<T>
    {
        // A distance overflows every type but this one.
        BigInteger distance = BigInteger.CreateChecked(endInclusive) - BigInteger.CreateChecked(start);
        if (distance.IsZero)
            return 1;
        if (T.IsZero(step))
            throw new ArgumentOutOfRangeException(nameof(step), step, $"Steps of zero never lead from {start} to {endInclusive}. Pass a step that does.");
        if (T.IsNegative(step) != BigInteger.IsNegative(distance))
        {
            throw new ArgumentOutOfRangeException(
                nameof(endInclusive), endInclusive, $"Steps of {step} lead from {start} away from there. Exchange both ends, or pass a step of the other sign.");
        }
        BigInteger length = (distance / BigInteger.CreateChecked(step)) + 1;
        return length <= long.MaxValue
            ? (long)length
            : throw new ArgumentOutOfRangeException(
                nameof(endInclusive), endInclusive, $"There are {length} integers, and a parallel iterator counts to {long.MaxValue}. Go over them in parts.");
    }
}
