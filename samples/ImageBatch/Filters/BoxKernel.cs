using System.Runtime.Intrinsics;

namespace ImageBatch.Filters;

/// <summary>
/// A moving average over <c>2 * Radius + 1</c> neighbours and, with a smaller weight, one more on either side. The smaller weight gives it any
/// variance that is asked for, where a plain box has only the variances of whole widths.
/// </summary>
// SOURCE: Gwosdek, Grewenig, Bruhn, Weickert 2011, "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering", section 3.
internal readonly struct BoxKernel
{
    /// <summary>The kernel whose variance is <paramref name="variance"/>.</summary>
    public BoxKernel(double variance)
    {
        int r = (int)Math.Floor((Math.Sqrt((12 * variance) + 1) - 1) / 2);
        double edge = ((2 * r) + 1) * ((r * (r + 1.0)) - (3 * variance)) / (6 * (variance - ((r + 1.0) * (r + 1.0))));
        double total = (2 * r) + 1 + (2 * edge);
        Radius = r;
        InnerWeight = (float)(1 / total);
        EdgeWeight = (float)(edge / total);
    }

    public int Radius { get; }

    public float InnerWeight { get; }

    public float EdgeWeight { get; }

    /// <summary>
    /// Averages along a strip: a line of <paramref name="length"/> places with sixteen numbers (two vectors) each. A running sum makes each
    /// place cost the same whatever the radius. Beyond its ends the line goes on with its first and last place.
    /// </summary>
    public void Smooth(ReadOnlySpan<Vector256<float>> source, Span<Vector256<float>> target, int length)
    {
        int last = length - 1;
        Vector256<float> inner = Vector256.Create(InnerWeight);
        Vector256<float> edge = Vector256.Create(EdgeWeight);

        Vector256<float> lowSum = source[0] * Vector256.Create((float)(Radius + 1));
        Vector256<float> highSum = source[1] * Vector256.Create((float)(Radius + 1));
        for (int i = 1; i <= Radius; i++)
        {
            int place = 2 * Math.Min(i, last);
            lowSum += source[place];
            highSum += source[place + 1];
        }

        for (int i = 0; i < length; i++)
        {
            int before = 2 * Math.Max(i - Radius - 1, 0);
            int after = 2 * Math.Min(i + Radius + 1, last);
            int leaving = 2 * Math.Max(i - Radius, 0);
            Vector256<float> lowAfter = source[after];
            Vector256<float> highAfter = source[after + 1];
            target[2 * i] = (lowSum * inner) + ((source[before] + lowAfter) * edge);
            target[(2 * i) + 1] = (highSum * inner) + ((source[before + 1] + highAfter) * edge);
            lowSum += lowAfter - source[leaving];
            highSum += highAfter - source[leaving + 1];
        }
    }
}
