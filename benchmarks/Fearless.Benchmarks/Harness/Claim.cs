namespace Fearless.Benchmarks.Harness;

/// <summary>Something that is claimed of the contenders of a comparison.</summary>
internal abstract record Claim
{
    /// <summary>Holds the claim against what was measured.</summary>
    /// <param name="find">Finds a contender by name; null if it did not take part.</param>
    public abstract Finding Judge(Func<string, ContenderResult?> find);

    /// <summary>The elapsed time of one contender over that of another.</summary>
    public sealed record Ratio(string Numerator, string Denominator, Bar? Bar) : Claim
    {
        public override Finding Judge(Func<string, ContenderResult?> find)
        {
            var finding = new Finding($"{Numerator} / {Denominator}", "x", Figure: null, Bar);
            return find(Numerator) is { } numerator && find(Denominator) is { } denominator
                ? finding with
                {
                    Figure = Spread.OfRatio(numerator.Times, denominator.Times),
                    OnCpu = Spread.OfRatio(numerator.CpuTimes, denominator.CpuTimes),
                }
                : finding;
        }
    }

    /// <summary>The processor time of one contender over that of another.</summary>
    public sealed record CpuRatio(string Numerator, string Denominator, Bar? Bar) : Claim
    {
        public override Finding Judge(Func<string, ContenderResult?> find)
        {
            var finding = new Finding($"{Numerator} / {Denominator}: processor time", "x", Figure: null, Bar);
            return find(Numerator) is { } numerator && find(Denominator) is { } denominator
                ? finding with { Figure = Spread.OfRatio(numerator.CpuTimes, denominator.CpuTimes) }
                : finding;
        }
    }

    /// <summary>Bytes that an operation allocates beyond those of another contender, which pays for what the caller creates.</summary>
    public sealed record Allocation(string Contender, string? BeyondThoseOf, Bar Bar) : Claim
    {
        public override Finding Judge(Func<string, ContenderResult?> find)
        {
            double? allocated = find(Contender)?.AllocatedBytes;
            double? own = BeyondThoseOf is null ? 0 : find(BeyondThoseOf)?.AllocatedBytes;
            return new Finding(
                BeyondThoseOf is null ? $"{Contender}: allocated" : $"{Contender}: allocated beyond {BeyondThoseOf}",
                "B/op",
                allocated - own is { } bytes ? Spread.Exactly(bytes) : null,
                Bar);
        }
    }

    /// <summary>Processor time over elapsed time.</summary>
    public sealed record CpuShare(string Contender, Bar? Bar) : Claim
    {
        public override Finding Judge(Func<string, ContenderResult?> find) => new(
            $"{Contender}: share of one core",
            "%",
            find(Contender) is { } result ? Spread.Exactly(result.BusyCores * 100) : null,
            Bar);
    }
}
