using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>
/// What references lead to. A place that nothing was stored in leads to an object of its own, which is named by the place itself: elements
/// of an array that were filled out of sight lead to objects that differ. Not so where one object was seen going into several of them.
/// </summary>
internal sealed class Heap(Interpreter interpreter)
{
    private const int MaxPlaces = 6;

    private ImmutableDictionary<Place, Value> Stored => interpreter.State?.Stored ?? ImmutableDictionary<Place, Value>.Empty;

    /// <summary>The objects that the reference in a place may lead to.</summary>
    public IEnumerable<Place> Dereference(Place cell)
    {
        if (Stored.TryGetValue(cell, out Value? stored) && !stored.Places.IsEmpty)
            return stored.Places;
        ImmutableArray<Place> shared = SharedBehind(cell);
        return shared.Insert(0, NameOf(cell));
    }

    /// <summary>The name of what lies in a place that nothing was stored in: in the copy of a struct, the same as in the struct.</summary>
    public Place NameOf(Place cell) =>
        interpreter.State?.Origins.TryGetValue(cell.Root, out Place? origin) == true ? origin.Then(cell.Path) : cell;

    /// <summary>Copies a struct into a variable.</summary>
    public Value Copy(Value value, Root variable)
    {
        if (interpreter.State is not { } state || value.Places is not [var origin] || origin.Root == variable)
            return value;
        foreach (KeyValuePair<Place, Value> stored in state.Stored)
        {
            if (stored.Key.Root == origin.Root && stored.Key.Path.Length > origin.Path.Length && stored.Key.Path.Take(origin.Path.Length).SequenceEqual(origin.Path))
                state = state with { Stored = state.Stored.SetItem(new Place(variable, stored.Key.Path.RemoveRange(0, origin.Path.Length)), stored.Value) };
        }
        interpreter.State = state with { Origins = state.Origins.SetItem(variable, NameOf(origin)) };
        return value with { Places = [] };
    }

    /// <summary>The places that a path leads to, each of its references followed.</summary>
    public ImmutableArray<Place> Resolve(Place path)
    {
        if (path.Path.Length < 2 || Stored.IsEmpty)
            return [path];
        ImmutableArray<Place> owners = [new Place(path.Root)];
        for (int step = 0; step < path.Path.Length - 1; step++)
            owners = [.. owners.Select(owner => owner.Then(path.Path[step])).SelectMany(Dereference).Distinct().Take(MaxPlaces)];
        return [.. owners.Select(owner => owner.Then(path.Path[path.Path.Length - 1]))];
    }

    /// <summary>An object is put into some element, of which it is not known which.</summary>
    public void PutSomewhere(Place collection, Value item)
    {
        if (interpreter.State is not { } state || item.Places.IsEmpty)
            return;
        Place cell = Somewhere(collection);
        interpreter.State = state with
        {
            Stored = state.Stored.SetItem(cell, item),
            // Who finds the object in the collection knows it by that name.
            Published = item.Places is [{ Path.IsEmpty: true, Root: { Kind: RootKind.Fresh } made }] && interpreter.Recorder.Owns(made) && !state.Published.ContainsKey(made)
                ? state.Published.Add(made, cell)
                : state.Published,
        };
    }

    /// <summary>An object is put into a field, or into some element.</summary>
    public void Put(Place cell, Value item)
    {
        if (cell.Path is [.., ElementSelector { Indices: [{ Value: null }] }])
            PutSomewhere(cell.Owner, item);
        else
            interpreter.Places.Store(cell, item);
    }

    /// <summary>Something else may lie in a place from now on.</summary>
    public void Forget(Place cell)
    {
        if (interpreter.State is not { } state || !state.Stored.TryGetValue(cell, out Value? stored))
            return;
        Value either = stored with { Number = null, Places = stored.Places.IsEmpty || stored.Places.Contains(cell) ? stored.Places : stored.Places.Add(cell) };
        bool isKnown = !either.Places.IsEmpty || !either.Closures.IsEmpty || !either.Strands.IsEmpty;
        interpreter.State = state with { Stored = isKnown ? state.Stored.SetItem(cell, either) : state.Stored.Remove(cell) };
    }

    /// <summary>A new object is put where others may find it, and know it by that name.</summary>
    public void Publish(Place cell, Value item)
    {
        if (interpreter.State is { } state && item.Places is [{ Path.IsEmpty: true, Root: { Kind: RootKind.Fresh } made }]
            && interpreter.Recorder.Owns(made) && !interpreter.Recorder.Owns(cell.Root))
            interpreter.State = state with { Published = state.Published.SetItem(made, cell) };
    }

    /// <summary>An object, or code, is put into collections, each named by its content.</summary>
    public void PutInto(ImmutableArray<Place> contents, Value item)
    {
        foreach (Place content in contents.Where(static place => place.Path is [.., ContentSelector]))
        {
            PutSomewhere(content.Owner, item);
            KeepCode(content, item);
        }
    }

    /// <summary>Code is kept in a place, beside what is there already: a handler of an event, an action in a list.</summary>
    public void KeepCode(Place place, Value code)
    {
        if (interpreter.State is not { } state || code.Closures.IsEmpty)
            return;
        Value kept = state.Stored.TryGetValue(place, out Value? before) ? before with { Closures = [.. before.Closures.Union(code.Closures)] } : new Value { Closures = code.Closures };
        interpreter.State = state with { Stored = state.Stored.SetItem(place, kept), HoldsWork = true };
    }

    /// <summary>The code that was put into a collection.</summary>
    public IEnumerable<Closure> CodeIn(Value collection) =>
        collection.Closures.Concat(collection.Places.SelectMany(place => CodeAt(place.Then(ContentSelector.Instance)))).Distinct();

    /// <summary>The code that is kept in a place.</summary>
    public IEnumerable<Closure> CodeAt(Place place) => Stored.TryGetValue(place, out Value? stored) ? stored.Closures : [];

    /// <summary>An object is put into all elements.</summary>
    public void PutEverywhere(Place collection, Value item)
    {
        // Two of them tell that it is in more than one.
        PutSomewhere(collection, item);
        PutSomewhere(collection, item);
    }

    /// <summary>The element of an index that is not known, as a place of its own.</summary>
    public Place Somewhere(Place collection) =>
        collection.Then(new ElementSelector([Polynomial.Of(new Symbol("somewhere", interpreter.Scope))]));

    // What was reached by way of two elements at least: by way of another element, it may be reached again.
    private ImmutableArray<Place> SharedBehind(Place cell)
    {
        int element = 0;
        while (element < cell.Path.Length && cell.Path[element] is not ElementSelector)
            element++;
        if (element == cell.Path.Length || Stored.IsEmpty)
            return [];
        var rest = cell.Path.Skip(element + 1).ToImmutableArray();
        var reached = new Dictionary<Place, int>();
        foreach (KeyValuePair<Place, Value> stored in Stored)
        {
            if (!IsElementOfTheSame(stored.Key, cell, element))
                continue;
            foreach (Place target in stored.Value.Places.Where(place => !place.Equals(stored.Key)).SelectMany(place => Follow(place, rest)).Distinct())
                reached[target] = reached.TryGetValue(target, out int times) ? times + 1 : 1;
        }
        return [.. reached.Where(static target => target.Value > 1).Select(static target => target.Key).Take(MaxPlaces)];
    }

    private static bool IsElementOfTheSame(Place stored, Place cell, int element) =>
        stored.Root == cell.Root && stored.Path.Length == element + 1 && stored.Path[element] is ElementSelector
        && stored.Path.Take(element).SequenceEqual(cell.Path.Take(element));

    private IEnumerable<Place> Follow(Place start, ImmutableArray<Selector> path)
    {
        IEnumerable<Place> reached = [start];
        foreach (Selector selector in path)
        {
            reached = reached.Select(place => place.Then(selector))
                .SelectMany(place => Stored.TryGetValue(place, out Value? stored) && !stored.Places.IsEmpty ? stored.Places : [place]);
        }
        return reached;
    }
}
