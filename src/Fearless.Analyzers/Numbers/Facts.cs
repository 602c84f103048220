namespace Fearless.Analyzers.Numbers;

/// <summary>What is known to hold where code runs: the conditions on the way there, and the bounds of the loops around.</summary>
/// <param name="NotNegative">Each of these is zero or more.</param>
/// <param name="Zero">Each of these is zero.</param>
internal sealed record Facts(ImmutableList<Polynomial> NotNegative, ImmutableList<Polynomial> Zero)
{
    public static Facts None { get; } = new([], []);

    /// <summary>None of these is zero.</summary>
    public ImmutableList<Polynomial> NotZero { get; init; } = [];

    /// <summary>All of them, whatever they say.</summary>
    public IEnumerable<Polynomial> All => NotNegative.Concat(Zero).Concat(NotZero);

    public Facts WithNotNegative(Polynomial polynomial) => this with { NotNegative = NotNegative.Add(polynomial) };

    public Facts WithZero(Polynomial polynomial) => this with { Zero = Zero.Add(polynomial) };

    public Facts WithNotZero(Polynomial polynomial) => this with { NotZero = NotZero.Add(polynomial) };

    public Facts And(Facts other) => new(NotNegative.AddRange(other.NotNegative), Zero.AddRange(other.Zero)) { NotZero = NotZero.AddRange(other.NotZero) };

    /// <summary>Those that something holds of.</summary>
    public Facts Where(Func<Polynomial, bool> predicate) =>
        new([.. NotNegative.Where(predicate)], [.. Zero.Where(predicate)]) { NotZero = [.. NotZero.Where(predicate)] };

    /// <summary>What holds here and does not hold in <paramref name="other"/>.</summary>
    public Facts Except(Facts other) =>
        new([.. NotNegative.Where(fact => !other.NotNegative.Contains(fact))], [.. Zero.Where(fact => !other.Zero.Contains(fact))])
        {
            NotZero = [.. NotZero.Where(fact => !other.NotZero.Contains(fact))],
        };

    /// <summary>What holds both here and in <paramref name="other"/>: what is known where two paths meet.</summary>
    public Facts Common(Facts other) =>
        this == other
            ? this
            : new([.. NotNegative.Where(other.NotNegative.Contains)], [.. Zero.Where(other.Zero.Contains)]) { NotZero = [.. NotZero.Where(other.NotZero.Contains)] };

    /// <summary>The same of other numbers; what cannot be said of them is left out.</summary>
    public Facts Replace(Func<Polynomial, Polynomial?> replacement) =>
        new(Replace(NotNegative, replacement), Replace(Zero, replacement)) { NotZero = Replace(NotZero, replacement) };

    private static ImmutableList<Polynomial> Replace(ImmutableList<Polynomial> facts, Func<Polynomial, Polynomial?> replacement) =>
        [.. facts.Select(replacement).Where(static fact => fact is not null).Select(static fact => fact!)];
}
