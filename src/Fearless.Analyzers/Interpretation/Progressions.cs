using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// What a loop carries from round to round: a cursor, the rest of a slice. A number that no round makes smaller is, in each later round, at
/// least what an earlier round has left: that tells apart what the rounds hand to strands. So it is with one that no round makes larger, such
/// as the end of a slice of which pieces are cut off behind.
/// </summary>
/// <remarks>
/// By induction: which way a number goes, the first round tells; of the second, which is executed for any values of what it carries that are
/// beyond those of the first, the same is proved, and so it holds for all. What the rounds change in fields is not forgotten between them, and
/// taken not to turn a growing number into a shrinking one.
/// </remarks>
internal sealed class Progressions(Interpreter interpreter, IEnumerable<ISymbol> variables)
{
    // A number that was either of two is looked at both ways, so often.
    private const int MaxSplits = 3;

    private readonly ISymbol[] _variables = [.. variables];
    private readonly List<Bound> _bounds = [];

    // What is carried, where the round began that is being executed.
    private Dictionary<(ISymbol, Quantity), Polynomial> _begun = [];
    private bool _isFirst = true;

    private enum Quantity
    {
        Number,
        SliceStart,
        SliceEnd,
    }

    /// <summary>Whether what the first round has told of each number held in all that came after it.</summary>
    public bool GoOnAsBefore { get; private set; } = true;

    /// <summary>The first round begins.</summary>
    public void Begin() => _begun = Carried();

    /// <summary>A later round begins, or what comes after the last: all that is known of what is carried is what it has passed.</summary>
    public void BeginLater()
    {
        Forget();
        Dictionary<(ISymbol, Quantity), Polynomial> numbers = Carried();
        foreach (Bound bound in _bounds)
        {
            if (numbers.TryGetValue(bound.Key, out Polynomial? number))
                interpreter.Assume(bound.Known.WithNotNegative(bound.Grows ? number - bound.Passed : bound.Passed - number));
        }
        _begun = numbers;
    }

    /// <summary>Compares what a round leaves with what it began with, and keeps it where it went the way of all rounds before.</summary>
    /// <param name="aged">The numbers of the round as later rounds see them.</param>
    public void End(Substitution aged)
    {
        if (interpreter.State is not { } state)
            return;
        var left = Carried();
        var kept = new List<Bound>();
        foreach (KeyValuePair<(ISymbol, Quantity), Polynomial> begun in _begun)
        {
            Bound[] former = [.. _bounds.Where(bound => bound.Key.Equals(begun.Key))];
            if ((former is [] && !_isFirst) || !left.TryGetValue(begun.Key, out Polynomial? after) || after.Equals(begun.Value)
                || Direction(begun.Value, after, state.Facts, former) is not { } grows || aged.Apply(after) is not { } passed)
                continue;
            kept.AddRange(former);
            if (_isFirst && aged.Apply(begun.Value) is { } first)
                kept.Add(new Bound(begun.Key, first, Facts.None, grows));
            kept.Add(new Bound(begun.Key, passed, aged.Apply(KnownOf(after, state.Facts)), grows));
        }
        GoOnAsBefore &= _isFirst || kept.Select(static bound => bound.Key).Distinct().Count() == _bounds.Select(static bound => bound.Key).Distinct().Count();
        _isFirst = false;
        _bounds.Clear();
        _bounds.AddRange(kept);
    }

    // What is known of a number that a loop inside has left: that goes with it.
    private static Facts KnownOf(Polynomial number, Facts facts) =>
        new([.. facts.NotNegative.Where(fact => fact.Terms.Intersect(number.Terms).Any())], []);

    // Whether it grew, or shrank; null where neither is proved, or not what it did before.
    private static bool? Direction(Polynomial before, Polynomial after, Facts facts, Bound[] former)
    {
        bool? usual = former is [var bound, ..] ? bound.Grows : null;
        return usual != false && IsNotNegative(after - before, facts, MaxSplits) ? true
            : usual != true && IsNotNegative(before - after, facts, MaxSplits) ? false
            : null;
    }

    private void Forget()
    {
        foreach (ISymbol variable in _variables)
        {
            if (interpreter.State is not { } state || !state.Variables.TryGetValue(variable, out Slot? slot))
                continue;
            Value value = slot.Value;
            if (value.Number is not null)
                value = Value.Of(Any(variable.Name, isNatural: false));
            else if (IsSlice(variable, value))
                value = value with { Offset = Any("start", isNatural: true), Length = Any("length", isNatural: true) };
            interpreter.State = state with { Variables = state.Variables.SetItem(variable, slot with { Value = value }) };
        }
    }

    private Polynomial Any(string name, bool isNatural) => Polynomial.Of(new Symbol(name, interpreter.Scope, isNatural));

    private static bool IsSlice(ISymbol variable, Value value) => !value.Places.IsEmpty && variable is ILocalSymbol { Type: var type } && Slices.IsView(type);

    private Dictionary<(ISymbol, Quantity), Polynomial> Carried()
    {
        var numbers = new Dictionary<(ISymbol, Quantity), Polynomial>();
        foreach (ISymbol variable in _variables)
        {
            if (interpreter.State is not { } state || !state.Variables.TryGetValue(variable, out Slot? slot))
                continue;
            if (slot.Value.Number is { } number)
                numbers.Add((variable, Quantity.Number), number);
            if (!IsSlice(variable, slot.Value))
                continue;
            Polynomial start = slot.Value.Offset ?? Polynomial.Zero;
            numbers.Add((variable, Quantity.SliceStart), start);
            if (interpreter.Slices.LengthOf(slot.Value, ((ILocalSymbol)variable).Type) is { } length)
                numbers.Add((variable, Quantity.SliceEnd), start + length);
        }
        return numbers;
    }

    private static bool IsNotNegative(Polynomial number, Facts facts, int splits)
    {
        if (number.Value is { } value)
            return value >= 0;
        if (splits > 0 && number.Terms.OfType<Symbol>().FirstOrDefault(static symbol => !symbol.Branches.IsEmpty) is { } chosen)
        {
            return chosen.Branches.All(branch =>
                number.Replace(term => term == chosen ? branch.Value : Polynomial.Of(term)) is { } chosenOne && IsNotNegative(chosenOne, facts.And(branch.Facts), splits - 1));
        }
        return new Prover(facts.NotNegative).IsPositive(number + Polynomial.One);
    }

    /// <summary>What a number was, where a round began or ended, and all later rounds are beyond.</summary>
    private sealed record Bound((ISymbol, Quantity) Key, Polynomial Passed, Facts Known, bool Grows);
}
