using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Conflicts;

/// <summary>
/// Proves that two accesses, of two executions, never meet: that some index of one differs from that of the other, or that the conditions on
/// the way to them exclude each other. Splits into cases and proves each: which of two executions came first, which way a number was chosen.
/// </summary>
internal sealed class IndexProof
{
    private const int MaxSplits = 4;

    private readonly ImmutableArray<(Polynomial Left, Polynomial Right)> _indices;

    // What has been replaced on the way to this case. The branches of a number are written in the terms of the beginning.
    private readonly Func<Polynomial, Polynomial?> _past;

    private IndexProof(ImmutableArray<(Polynomial, Polynomial)> indices, Func<Polynomial, Polynomial?> past) =>
        (_indices, _past) = (indices, past);

    /// <summary>Whether it is proved that the two never meet.</summary>
    public static bool Succeeds(Overlap overlap, Facts left, Facts right)
    {
        var known = overlap.Indices
            .Where(static pair => pair is { Left: not null, Right: not null })
            .Select(static pair => (pair.Left!, pair.Right!));
        return new IndexProof([.. known], static polynomial => polynomial).SucceedsInEveryOrder(left, right);
    }

    private bool SucceedsInEveryOrder(Facts left, Facts right)
    {
        Facts facts = left.And(right);
        if (FindCounters(Mentioned(left, _indices.Select(static pair => pair.Left)), Mentioned(right, _indices.Select(static pair => pair.Right)))
            is not var (before, after))
            return Succeeds(facts, MaxSplits);
        return Replace(after, After(before), facts, MaxSplits) && Replace(before, After(after), facts, MaxSplits);
    }

    private static Polynomial After(Symbol symbol) =>
        Polynomial.Of(symbol) + Polynomial.One + Polynomial.Of(new Symbol("distance", null, isNatural: true));

    private static IEnumerable<Term> Mentioned(Facts facts, IEnumerable<Polynomial> indices) =>
        AllTerms(facts.All.Concat(indices)).Distinct();

    private static IEnumerable<Term> AllTerms(IEnumerable<Polynomial> polynomials) =>
        polynomials.SelectMany(static polynomial => polynomial.Terms)
            .SelectMany(static term => term is Derived derived ? AllTerms([derived.Left, derived.Right]).Append(term) : [term]);

    // Two executions of one scope: their counters differ.
    private static (Symbol, Symbol)? FindCounters(IEnumerable<Term> left, IEnumerable<Term> right)
    {
        Symbol[] others = [.. right.OfType<Symbol>().Where(static symbol => symbol.Family is not null)];
        foreach (Symbol symbol in left.OfType<Symbol>().Where(static symbol => symbol.Family is not null))
        {
            if (Array.Find(others, other => other.Family == symbol.Family && other != symbol) is { } other
                && !others.Contains(symbol))
                return (symbol, other);
        }
        return null;
    }

    private bool Replace(Symbol symbol, Polynomial replacement, Facts facts, int splits)
    {
        Polynomial? Apply(Polynomial polynomial) => polynomial.Replace(ReplaceTerm);
        Polynomial? ReplaceTerm(Term term) => term switch
        {
            _ when term == symbol => replacement,
            Derived derived when Apply(derived.Left) is { } left && Apply(derived.Right) is { } right =>
                Polynomial.Of(new Derived(derived.Operation, left, right)),
            _ => Polynomial.Of(term),
        };
        var indices = _indices.Select(pair => (Apply(pair.Left)!, Apply(pair.Right)!));
        return new IndexProof([.. indices], polynomial => _past(polynomial) is { } before ? Apply(before) : null).Succeeds(facts.Replace(Apply), splits);
    }

    private bool Succeeds(Facts facts, int splits)
    {
        if (Solve(facts) is var (solved, value, remaining))
            return Replace(solved, value, remaining, splits);
        IEnumerable<Polynomial> remainders = RemainderFacts.Of(_indices.SelectMany(static pair => new[] { pair.Left, pair.Right }), facts);
        var prover = new Prover(facts.NotNegative.Concat(facts.Zero).Concat(facts.Zero.Select(static zero => -zero)).Concat(remainders));
        if (prover.AreContradictory || facts.NotZero.Any(static number => number.Value == 0) || facts.Zero.Any(zero => Differ(zero, prover))
            || _indices.Any(pair => Differ(pair.Left - pair.Right, prover) || AreToldApart(pair.Left - pair.Right, facts)))
            return true;
        return splits > 0 && (SplitByBranch(facts, splits - 1) || SplitByRound(facts, splits - 1));
    }

    private static bool AreToldApart(Polynomial difference, Facts facts) =>
        facts.NotZero.Any(number => number.Equals(difference) || number.Equals(-difference));

    private static bool Differ(Polynomial difference, Prover prover)
    {
        if (difference.Value is { } value)
            return value != 0;
        long divisor = difference.Monomials.Where(static part => !part.Key.Factors.IsEmpty)
            .Aggregate(0L, static (divisor, part) => GreatestCommonDivisor(divisor, Math.Abs(part.Value)));
        return difference.Constant % divisor != 0 || prover.IsPositive(difference) || prover.IsPositive(-difference);
    }

    private static long GreatestCommonDivisor(long x, long y) => y == 0 ? x : GreatestCommonDivisor(y, x % y);

    // An equation that gives one symbol in terms of others lets us do without that symbol.
    private static (Symbol, Polynomial, Facts)? Solve(Facts facts)
    {
        foreach (Polynomial zero in facts.Zero)
        {
            foreach (KeyValuePair<Monomial, long> part in zero.Monomials)
            {
                if (part.Key.Factors is [Symbol symbol] && Math.Abs(part.Value) == 1
                    && !AllTerms([zero - Polynomial.Of(symbol) * Polynomial.Of(part.Value)]).Contains(symbol))
                {
                    Polynomial rest = zero - Polynomial.Of(symbol) * Polynomial.Of(part.Value);
                    // A natural number stays one when it is written differently.
                    Facts remaining = facts with { Zero = facts.Zero.Remove(zero) };
                    return (symbol, part.Value == 1 ? -rest : rest, symbol.IsNatural ? remaining.WithNotNegative(Polynomial.Of(symbol)) : remaining);
                }
                if (RemainderFacts.Solve(zero, part) is var (number, value))
                    return (number, value, facts with { Zero = facts.Zero.Remove(zero) });
            }
        }
        return null;
    }

    // A number that was chosen one way or the other: proved for each way.
    private bool SplitByBranch(Facts facts, int splits)
    {
        Symbol? chosen = AllTerms(_indices.SelectMany(static pair => new[] { pair.Left, pair.Right }).Concat(facts.NotNegative).Concat(facts.Zero))
            .OfType<Symbol>().FirstOrDefault(static symbol => !symbol.Branches.IsEmpty);
        return chosen is not null && chosen.Branches.All(branch =>
            _past(branch.Value) is { } value && Replace(chosen, value, facts.And(branch.Facts.Replace(_past)), splits));
    }

    // Two strided loops: one is in an earlier round, in the same, or in a later one.
    private bool SplitByRound(Facts facts, int splits)
    {
        foreach ((Polynomial left, Polynomial right) in _indices)
        {
            foreach (Symbol mine in left.Terms.OfType<Symbol>().Where(static symbol => symbol.IsNatural))
            {
                if (right.Terms.OfType<Symbol>().FirstOrDefault(other => other.Name == mine.Name && other != mine) is { } other)
                {
                    return Replace(other, Polynomial.Of(mine), facts, splits)
                        && Replace(other, After(mine), facts, splits)
                        && Replace(mine, After(other), facts, splits);
                }
            }
        }
        return false;
    }
}
