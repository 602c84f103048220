namespace Fearless.Analyzers.Numbers;

/// <summary>
/// Proves that a polynomial is positive, by writing it as a sum of facts that are not negative, with positive weights, and of something that
/// plainly is positive (Farkas). It answers yes only where it found such a sum, and gives up after a bounded number of steps.
/// </summary>
internal sealed class Prover
{
    private const int MaxDepth = 9;
    private const int MaxSteps = 400;

    private readonly List<Polynomial> _facts;
    private readonly HashSet<Term> _naturals = [];
    private int _steps;

    public Prover(IEnumerable<Polynomial> notNegative)
    {
        _facts = [.. notNegative.Distinct()];
        AddNaturalsFrom(_facts);
    }

    /// <summary>Whether one of the facts cannot hold beside the others.</summary>
    public bool AreContradictory => _facts.Any(fact => IsPositive(-fact));

    public bool IsPositive(Polynomial polynomial)
    {
        _steps = 0;
        return Prove(polynomial, 0);
    }

    // A fact such as h - 1 >= 0, or 2*h >= 0, says that its only term is natural.
    private void AddNaturalsFrom(IEnumerable<Polynomial> facts)
    {
        foreach (Polynomial fact in facts)
        {
            if (fact.Terms.ToArray() is [var only] && fact.Constant <= 0 && fact.Coefficient(Monomial.Of(only)) > 0)
                _naturals.Add(only);
        }
    }

    private bool Prove(Polynomial polynomial, int depth)
    {
        if (++_steps > MaxSteps)
            return false;
        if (FewestWays(polynomial) is not { } ways)
            return polynomial.Constant >= 1 || (depth < MaxDepth && _facts.Any(fact => fact.Constant < 0 && Prove(polynomial - fact, depth + 1)));
        if (depth == MaxDepth)
            return false;
        foreach ((Polynomial fact, long times, Monomial product) in ways)
        {
            if (Prove(polynomial.AddScaled(fact, -times, product), depth + 1))
                return true;
        }
        return false;
    }

    // Of the parts of the sum that may be negative the one that the fewest facts do away with, and how: where there is but one way, it is
    // taken first, and where there is none, nothing is tried.
    private List<(Polynomial Fact, long Times, Monomial Product)>? FewestWays(Polynomial polynomial)
    {
        List<(Polynomial, long, Monomial)>? fewest = null;
        foreach (KeyValuePair<Monomial, long> part in polynomial.Monomials.OrderByDescending(static part => part.Key.Factors.Length))
        {
            if (part.Key.Factors.IsEmpty || (part.Value > 0 && IsNatural(part.Key)))
                continue;
            List<(Polynomial, long, Monomial)> ways = WaysAround(part);
            if (fewest is null || ways.Count < fewest.Count)
                fewest = ways;
            if (fewest.Count == 0)
                break;
        }
        return fewest;
    }

    private List<(Polynomial, long, Monomial)> WaysAround(KeyValuePair<Monomial, long> obstacle)
    {
        var ways = new List<(Polynomial, long, Monomial)>();
        foreach (Polynomial fact in _facts)
        {
            foreach (KeyValuePair<Monomial, long> part in fact.Monomials)
            {
                if (!part.Key.Factors.IsEmpty && obstacle.Value % part.Value == 0 && obstacle.Value / part.Value > 0
                    && obstacle.Key.DivideBy(part.Key) is { } rest && IsNatural(rest))
                    ways.Add((fact, obstacle.Value / part.Value, rest));
            }
        }
        return ways;
    }

    private bool IsNatural(Monomial monomial) => monomial.Factors.All(factor => factor.IsNatural || _naturals.Contains(factor));
}
