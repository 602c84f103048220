using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Conflicts;

/// <summary>What is known of quotients and remainders.</summary>
internal static class RemainderFacts
{
    /// <summary>For each <c>x % c</c> and <c>x / c</c> among the numbers: its bounds, where <c>x</c> is natural and <c>c</c> positive.</summary>
    public static IEnumerable<Polynomial> Of(IEnumerable<Polynomial> numbers, Facts facts)
    {
        foreach (Derived derived in numbers.SelectMany(static number => number.Terms).OfType<Derived>().Distinct())
        {
            var prover = new Prover(facts.NotNegative);
            if (!prover.IsPositive(derived.Right) || !prover.IsPositive(derived.Left + Polynomial.One))
                continue;
            var number = Polynomial.Of(derived);
            yield return number;
            if (derived.Operation == "%")
            {
                yield return derived.Right - Polynomial.One - number;
            }
            else if (derived.Operation == "/")
            {
                Polynomial rest = derived.Left - number * derived.Right;
                yield return rest;
                yield return derived.Right - Polynomial.One - rest;
            }
        }
    }

    /// <summary>Solves <c>x % c == r</c> for a symbol of <c>x</c>: it is a multiple of <c>c</c>, and a rest.</summary>
    public static (Symbol, Polynomial)? Solve(Polynomial zero, KeyValuePair<Monomial, long> part)
    {
        if (part.Key.Factors is not [Derived { Operation: "%" } remainder] || part.Value != 1 || remainder.Right.Value is not > 0)
            return null;
        Polynomial rest = Polynomial.Of(remainder) - zero;
        if (rest.Value is null || remainder.Left.Terms.ToArray() is not [Symbol symbol] || remainder.Left.Coefficient(Monomial.Of(symbol)) != 1)
            return null;
        var quotient = Polynomial.Of(new Symbol("quotient", symbol.Scope, symbol.IsNatural));
        return (symbol, quotient * remainder.Right + rest - (remainder.Left - Polynomial.Of(symbol)));
    }
}
