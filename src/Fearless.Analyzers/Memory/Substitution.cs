using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Memory;

/// <summary>
/// Carries what was found out about one execution of a scope over to another: what belongs to the scope gets new identities, what was given
/// from outside is replaced by what is given here.
/// </summary>
/// <param name="left">The scope whose things get new identities; everything in it, too.</param>
/// <param name="entered">The scope that the new ones belong to.</param>
internal sealed class Substitution(Scope left, Scope? entered)
{
    private readonly Dictionary<Symbol, Polynomial> _numbers = [];
    private readonly Dictionary<object, object> _families = [];
    private readonly Dictionary<Root, Root> _roots = [];
    private readonly Dictionary<Root, Given> _given = [];
    private readonly Dictionary<Facts, Facts> _facts = [];
    private readonly Dictionary<Draw, Draw> _draws = [];

    /// <summary>Says what stands for a number that the scope was given.</summary>
    public void Give(Symbol parameter, Polynomial argument) => _numbers[parameter] = argument;

    /// <summary>Says what stands for an object that the scope was given: nothing where it is not known, a slice where it is one.</summary>
    public void Give(Root parameter, ImmutableArray<Place> arguments, Polynomial? offset, Polynomial? length) =>
        _given[parameter] = new Given(arguments, offset, length);

    public Polynomial? Apply(Polynomial polynomial) => polynomial.Replace(Apply);

    // Many accesses share what is known where they are.
    public Facts Apply(Facts facts)
    {
        if (!_facts.TryGetValue(facts, out Facts? replaced))
            _facts.Add(facts, replaced = facts.Replace(Apply));
        return replaced;
    }

    public LockSet Apply(LockSet locks) => locks.IsEmpty ? locks : locks.Replace(place => Apply(place) is [var only] ? only : null);

    /// <summary>The places that it may be here; none where that is not known.</summary>
    public ImmutableArray<Place> Apply(Place place)
    {
        if (!_given.TryGetValue(place.Root, out Given? given))
            return [place.Replace(Apply(place.Root), Apply)];
        ImmutableArray<Selector> path = place.Replace(place.Root, Apply).Path;
        if (given.Offset is { } offset && path is [ElementSelector { Indices: [var index] }, ..])
            path = path.SetItem(0, new ElementSelector([index is null ? null : index + offset]));
        return [.. given.Places.Select(start => start.Then(path))];
    }

    public Root Apply(Root root)
    {
        if (!left.Contains(root.Scope))
            return root;
        if (!_roots.TryGetValue(root, out Root? renamed))
            _roots.Add(root, renamed = root.In(entered));
        return renamed;
    }

    private Polynomial? Apply(Term term)
    {
        switch (term)
        {
            case Symbol symbol:
                if (!_numbers.TryGetValue(symbol, out Polynomial? number))
                    _numbers.Add(symbol, number = left.Contains(symbol.Scope) ? Polynomial.Of(Rename(symbol)) : Polynomial.Of(symbol));
                return number;
            case Derived derived:
                return Apply(derived.Left) is { } x && Apply(derived.Right) is { } y ? Polynomial.Of(new Derived(derived.Operation, x, y)) : null;
            case Loaded { Place: { Path: [FieldSelector { Field.Name: "Length" }] } length }
                when _given.TryGetValue(length.Root, out Given? given) && (given.Offset ?? given.Length) is not null:
                return given.Length;
            case Loaded loaded:
                return Apply(loaded.Place) is [var place] ? Polynomial.Of(new Loaded(place)) : null;
            default:
                return null;
        }
    }

    private Symbol Rename(Symbol symbol)
    {
        var branches = symbol.Branches
            .Select(branch => Apply(branch.Value) is { } value ? new Branch(Apply(branch.Facts), value) : null)
            .ToArray();
        return new Symbol(symbol.Name, entered, symbol.IsNatural, FamilyOf(symbol))
        {
            Branches = branches.Contains(null) ? [] : [.. branches.Select(static branch => branch!)],
            Reading = symbol.Reading is { } reading && Apply(reading.From) is [var from] ? new Reading(from, Apply(reading.Draw)) : null,
        };
    }

    /// <summary>Each execution of the scope has drawn a number of its own.</summary>
    public Draw Apply(Draw draw)
    {
        if (!left.Contains(draw.Scope) || entered is null)
            return draw;
        if (!_draws.TryGetValue(draw, out Draw? mine))
            _draws.Add(draw, mine = new Draw(entered) { Step = draw.Step });
        return mine;
    }

    // What counts executions of the scope itself tells them apart; what counts inside begins anew in each.
    private object? FamilyOf(Symbol symbol)
    {
        if (symbol.Family is null || symbol.Scope == left)
            return symbol.Family;
        if (!_families.TryGetValue(symbol.Family, out object? family))
            _families.Add(symbol.Family, family = new object());
        return family;
    }

    private sealed record Given(ImmutableArray<Place> Places, Polynomial? Offset, Polynomial? Length);
}
