using System.Globalization;

namespace Fearless.Benchmarks.Harness;

/// <summary>Where a claimed figure must lie.</summary>
internal abstract record Bar(double Limit)
{
    public abstract bool IsMetBy(double value);

    public sealed record AtMost(double Limit) : Bar(Limit)
    {
        public override bool IsMetBy(double value) => value <= Limit;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"≤ {Limit:0.###}");
    }

    public sealed record AtLeast(double Limit) : Bar(Limit)
    {
        public override bool IsMetBy(double value) => value >= Limit;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"≥ {Limit:0.###}");
    }
}
