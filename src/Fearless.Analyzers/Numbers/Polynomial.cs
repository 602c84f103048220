namespace Fearless.Analyzers.Numbers;

/// <summary>A sum of products of terms, such as <c>4*i + row*width + 1</c>: what an index is, in the engine's eyes.</summary>
internal sealed class Polynomial : IEquatable<Polynomial>
{
    private readonly ImmutableDictionary<Monomial, long> _coefficients;

    private Polynomial(ImmutableDictionary<Monomial, long> coefficients) => _coefficients = coefficients;

    public static Polynomial Zero { get; } = new(ImmutableDictionary<Monomial, long>.Empty);

    public static Polynomial One { get; } = Of(1);

    public IEnumerable<KeyValuePair<Monomial, long>> Monomials => _coefficients;

    public IEnumerable<Term> Terms => _coefficients.Keys.SelectMany(static monomial => monomial.Factors).Distinct();

    public long Constant => Coefficient(Monomial.One);

    /// <summary>The number that it is, where there is no term in it.</summary>
    public long? Value => _coefficients.Count == 0 ? 0 : _coefficients.Count == 1 && _coefficients.ContainsKey(Monomial.One) ? Constant : null;

    public static Polynomial Of(long constant) => constant == 0 ? Zero : new(Zero._coefficients.Add(Monomial.One, constant));

    public static Polynomial Of(Term term) => new(Zero._coefficients.Add(Monomial.Of(term), 1));

    public static Polynomial operator +(Polynomial left, Polynomial right) => left.AddScaled(right, 1, Monomial.One);

    public static Polynomial operator -(Polynomial left, Polynomial right) => left.AddScaled(right, -1, Monomial.One);

    public static Polynomial operator -(Polynomial operand) => Zero - operand;

    public static Polynomial operator *(Polynomial left, Polynomial right) =>
        right._coefficients.Aggregate(Zero, (sum, term) => sum.AddScaled(left, term.Value, term.Key));

    public long Coefficient(Monomial monomial) => _coefficients.TryGetValue(monomial, out long coefficient) ? coefficient : 0;

    /// <summary>This plus <paramref name="other"/> times a number and a product.</summary>
    public Polynomial AddScaled(Polynomial other, long scale, Monomial product)
    {
        var sum = _coefficients.ToBuilder();
        foreach (KeyValuePair<Monomial, long> term in other._coefficients)
        {
            Monomial monomial = term.Key * product;
            sum.TryGetValue(monomial, out long before);
            long after = unchecked(before + term.Value * scale);
            if (after == 0)
                sum.Remove(monomial);
            else
                sum[monomial] = after;
        }
        return new(sum.ToImmutable());
    }

    /// <summary>Replaces each term; <see langword="null"/> where a replacement is not known.</summary>
    public Polynomial? Replace(Func<Term, Polynomial?> replacement)
    {
        var result = Zero;
        foreach (KeyValuePair<Monomial, long> term in _coefficients)
        {
            var product = Of(term.Value);
            foreach (Term factor in term.Key.Factors)
            {
                if (replacement(factor) is not { } replaced)
                    return null;
                product *= replaced;
            }
            result += product;
        }
        return result;
    }

    public bool Equals(Polynomial? other) =>
        other is not null
        && _coefficients.Count == other._coefficients.Count
        && _coefficients.All(term => other.Coefficient(term.Key) == term.Value);

    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    public override int GetHashCode() => _coefficients.Aggregate(0, static (hash, term) => hash + term.Key.GetHashCode() * (int)term.Value);

    public override string ToString() => _coefficients.Count == 0 ? "0" : string.Join(" + ", _coefficients.Select(Text));

    private static string Text(KeyValuePair<Monomial, long> term) =>
        term.Key.Factors.IsEmpty ? term.Value.ToString() : term.Value == 1 ? term.Key.ToString() : $"{term.Value}*{term.Key}";
}
