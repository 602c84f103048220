using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Conflicts;

/// <summary>
/// The numbers by which executions tell one another where they are: flags, states, turns, counts, words that are taken and set free. Who may
/// have written what was read comes before the reader; who has a word for himself keeps out all others. That depends on all that is ever
/// written there, and so is asked at the end. Why it is so is said in docs/soundness/ordering.md.
/// </summary>
internal sealed class Words
{
    // Who reads a flag may know of another one that its writer has read.
    private const int MaxHops = 3;

    // Of the numbers drawn by two executions, so many pairs are compared.
    private const int MaxPairs = 4;

    private readonly Dictionary<Place, List<WordWrite>> _writes = [];
    private readonly Dictionary<Place, Polynomial?> _initial = [];

    /// <summary>All that was written.</summary>
    public IEnumerable<WordWrite> All => _writes.Values.SelectMany(static writes => writes);

    /// <summary>Whether something is written beside others already, so that what was there before is known.</summary>
    public bool AreWritten(Place word) => _initial.ContainsKey(word);

    /// <summary>Keeps a writing, and what was there before the first one that runs beside others.</summary>
    public void Add(WordWrite write, Func<Polynomial?> before)
    {
        if (!write.IsAlone && !_initial.ContainsKey(write.On))
            _initial.Add(write.On, before());
        if (!_writes.TryGetValue(write.On, out List<WordWrite>? writes))
            _writes.Add(write.On, writes = []);
        writes.Add(write);
    }

    /// <summary>What was made in a round of a loop, as later rounds see it.</summary>
    public void Age(Scope round, Substitution substitution)
    {
        foreach (Place word in _writes.Keys.Where(word => round.Contains(word.Root.Scope)).ToArray())
        {
            foreach (WordWrite aged in _writes[word].SelectMany(write => write.Replace(substitution)).ToArray())
                Add(aged, () => _initial.TryGetValue(word, out Polynomial? before) && before is not null ? substitution.Apply(before) : null);
        }
    }

    /// <summary>Whether it can be that two accesses are ordered, or keep one another out, by words.</summary>
    public static bool MayOrder(Access left, Access right) =>
        ReadBefore(left.Facts).Any() || ReadBefore(right.Facts).Any() || !left.Timing.Drawn.IsEmpty && !right.Timing.Drawn.IsEmpty
        || left.Timing.Claims.Keys.Any(right.Timing.Claims.ContainsKey);

    /// <summary>Whether two accesses of two executions are.</summary>
    public bool Order(Access left, Scope leftScope, Access right, Scope rightScope) =>
        IsBefore(left, leftScope, right.Facts, MaxHops) || IsBefore(right, rightScope, left.Facts, MaxHops)
        || left.Timing.Claims.Any(claim => right.Timing.Claims.TryGetValue(claim.Key, out Claim? other) && Exclude(claim.Key, left, leftScope, claim.Value, right, rightScope, other))
        || AreDrawnApart(left, right);

    // What was read, on the way to where the facts hold.
    private static IEnumerable<Symbol> ReadBefore(Facts facts) =>
        facts.All.SelectMany(static fact => fact.Terms).OfType<Symbol>().Where(static symbol => symbol.Reading is not null).Distinct();

    private WordWrite[] WritesOf(Place word) => _writes.TryGetValue(word, out List<WordWrite>? writes) ? [.. writes] : [];

    private WordWrite[] ConcurrentWritesOf(Place word) => [.. WritesOf(word).Where(static write => !write.IsAlone)];

    // Whether an access comes before whatever has made something be read that was read.
    private bool IsBefore(Access access, Scope execution, Facts facts, int hops) =>
        ReadBefore(facts).Any(read => IsBefore(access, execution, read, facts, hops));

    private bool IsBefore(Access access, Scope execution, Symbol read, Facts facts, int hops)
    {
        Place word = read.Reading!.From;
        WordWrite[] writes = WritesOf(word);
        if (writes.Length == 0 || !_initial.TryGetValue(word, out Polynomial? initial) || initial is null)
            return false;
        if (AllHaveCounted(read, facts, writes, initial))
            return writes.Any(write => write.Writer == execution) && writes.All(write => write.Writer != execution || IsNotBehind(access, write));
        if (!Differ(read, initial, facts))
            return false;
        WordWrite[] possible = [.. writes.Where(write => write.Value is null || !Differ(read, write.Value, facts.And(write.Facts)))];
        return possible.Length > 0 && possible.All(write => write.Orders
            && (write.Writer == execution && IsNotBehind(access, write) && HappensOnce(write, access)
                || hops > 0 && IsBefore(access, execution, write.Facts, hops - 1)));
    }

    private static bool IsNotBehind(Access access, WordWrite write) => !access.Timing.Written.Contains((write.On, write.At));

    private static bool Differ(Symbol read, Polynomial value, Facts facts) => Differ(Polynomial.Of(read), value, facts, Facts.None);

    private static bool Differ(Polynomial left, Polynomial right, Facts ofLeft, Facts ofRight) =>
        IndexProof.Succeeds(new Overlap([(left, right)]), ofLeft, ofRight);

    // Where every execution counts once, and as many have counted as there are, each of them has.
    private static bool AllHaveCounted(Symbol read, Facts facts, WordWrite[] writes, Polynomial initial)
    {
        Polynomial total = initial;
        int sign = 0;
        // Where it is begun anew while nothing else runs, it begins as it did before.
        writes = [.. writes.Where(write => !write.IsAlone || !Equals(write.Value, initial))];
        foreach (WordWrite write in writes.GroupBy(static write => (write.Site, write.At)).Select(static same => same.First()))
        {
            int direction = Math.Sign(write.Step?.Value ?? 0);
            if (!write.Orders || write.IsAlone || direction == 0 || direction == -sign || write.Times is null)
                return false;
            sign = direction;
            total += write.Step! * write.Times;
        }
        if (writes.Any(static write => write.IsRepeated))
            return false;
        Polynomial beyond = sign > 0 ? Polynomial.Of(read) - total : total - Polynomial.Of(read);
        return new Prover(facts.NotNegative.Concat(facts.Zero).Concat(facts.Zero.Select(static zero => -zero))).IsPositive(beyond + Polynomial.One);
    }

    // By one execution only, as there is but one, or as all but one are kept out for good.
    private bool HappensOnce(WordWrite write, Access access) =>
        write.Times?.Value == 1
        || write.Timing.Claims.Any(claim => claim.Value.Kind != ClaimKind.Turn && access.Timing.Claims.Contains(claim)
            && ConcurrentWritesOf(claim.Key).All(other => other.Orders && Keeps(other, claim.Value)));

    private bool Exclude(Place word, Access left, Scope leftScope, Claim mine, Access right, Scope rightScope, Claim other)
    {
        if (mine.Kind != other.Kind)
            return false;
        return mine.Kind != ClaimKind.Turn
            ? mine.Value.Equals(other.Value) && IsTakenByOne(word, mine)
            : Differ(mine.Value, other.Value, left.Facts, right.Facts) && IsTurnOfOne(word)
                && IsNobodyElses(word, mine.Value, left.Facts, leftScope) && IsNobodyElses(word, other.Value, right.Facts, rightScope);
    }

    // Only who has the word sets it free.
    private bool IsTakenByOne(Place word, Claim taken) => ConcurrentWritesOf(word).All(write =>
        write.Orders && (Keeps(write, taken) || write.Timing.Claims.TryGetValue(word, out Claim? claim) && claim.Equals(taken)));

    // Whether a word that is taken still is.
    private static bool Keeps(WordWrite write, Claim taken) =>
        write.Value is { } value && (taken.Kind == ClaimKind.Entered ? value.Equals(taken.Value) : Differ(value, taken.Value, write.Facts, Facts.None));

    // Only those write whose turn it is, and no two of them have the same.
    private bool IsTurnOfOne(Place word) => ConcurrentWritesOf(word).All(write =>
        write.Orders && write.Timing.Claims.TryGetValue(word, out Claim? claim) && claim.Kind == ClaimKind.Turn
        && IsNobodyElses(word, claim.Value, write.Facts, write.Writer));

    private bool IsNobodyElses(Place word, Polynomial turn, Facts facts, Scope execution) => ConcurrentWritesOf(word).All(write =>
    {
        if (!write.Timing.Claims.TryGetValue(word, out Claim? claim))
            return false;
        if (write.Repeated is null)
            return write.Writer == execution || Differ(turn, claim.Value, facts, write.Facts);
        var another = new Substitution(write.Repeated, new Scope(null));
        return another.Apply(claim.Value) is { } others && Differ(turn, others, facts, another.Apply(write.Facts));
    });

    // Each draws a number that is beyond all that were drawn before, by what it has changed the word.
    private bool AreDrawnApart(Access left, Access right)
    {
        var pairs =
            from mine in DrawnFor(left)
            from other in DrawnFor(right)
            where mine != other && mine.Reading!.From.Equals(other.Reading!.From) && Equals(mine.Reading.Draw.Step, other.Reading.Draw.Step)
            select (mine, other);
        return pairs.Take(MaxPairs).Any(pair => OnlyMoveOn(pair.mine.Reading!.From) && AreApart(left, pair.mine, right, pair.other));
    }

    private static bool AreApart(Access left, Symbol mine, Access right, Symbol other)
    {
        Polynomial distance = Polynomial.Of(mine) - Polynomial.Of(other);
        Polynomial step = Polynomial.Of(Math.Abs(mine.Reading!.Draw.Step!.Value!.Value));
        return !ConflictTest.MayRace(left with { Facts = left.Facts.WithNotNegative(distance - step) }, right)
            && !ConflictTest.MayRace(left with { Facts = left.Facts.WithNotNegative(-distance - step) }, right);
    }

    private static IEnumerable<Symbol> DrawnFor(Access access) => access.Place.Path.OfType<ElementSelector>()
        .SelectMany(static element => element.Indices).OfType<Polynomial>()
        .Concat(access.Facts.Zero).SelectMany(static number => number.Terms).OfType<Symbol>()
        .Where(symbol => symbol.Reading is { Draw: { Step.Value: not null and not 0 } draw } && access.Timing.Drawn.Contains(draw)).Distinct();

    private bool OnlyMoveOn(Place word)
    {
        WordWrite[] writes = ConcurrentWritesOf(word);
        return writes.All(static write => write.Orders && write.Step?.Value is > 0) || writes.All(static write => write.Orders && write.Step?.Value is < 0);
    }
}
