namespace Fearless.Analyzers.Numbers;

/// <summary>A product of terms; the empty product is one.</summary>
internal readonly struct Monomial : IEquatable<Monomial>
{
    private readonly ImmutableArray<Term> _factors;

    private Monomial(ImmutableArray<Term> factors) => _factors = factors;

    public static Monomial One => new([]);

    public ImmutableArray<Term> Factors => _factors.IsDefault ? [] : _factors;

    public static Monomial Of(Term term) => new([term]);

    public static Monomial operator *(Monomial left, Monomial right) =>
        left.Factors.IsEmpty ? right
        : right.Factors.IsEmpty ? left
        : new([.. left.Factors, .. right.Factors]);

    /// <summary>What <paramref name="divisor"/> has to be multiplied with to give this product; <see langword="null"/> where it divides it not.</summary>
    public Monomial? DivideBy(Monomial divisor)
    {
        if (divisor.Factors.Length > Factors.Length || (divisor.Factors.Length > 0 && !Factors.Contains(divisor.Factors[0])))
            return null;
        var rest = Factors.ToBuilder();
        foreach (Term factor in divisor.Factors)
        {
            int index = rest.IndexOf(factor);
            if (index < 0)
                return null;
            rest.RemoveAt(index);
        }
        return new(rest.ToImmutable());
    }

    // In any order: terms that are equal need not be the same object, so that nothing orders them.
    public bool Equals(Monomial other) => Factors.Length == other.Factors.Length && DivideBy(other) is not null;

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode() => Factors.Aggregate(17, static (hash, factor) => hash + factor.GetHashCode());

    public override string ToString() => string.Join("*", Factors);
}
