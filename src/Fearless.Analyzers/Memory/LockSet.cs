namespace Fearless.Analyzers.Memory;

/// <summary>How a lock is held.</summary>
internal enum LockMode
{
    /// <summary>Beside other readers.</summary>
    Shared,

    /// <summary>Alone.</summary>
    Exclusive,
}

/// <summary>The locks that are held, each named by the place of the object.</summary>
internal sealed record LockSet(ImmutableDictionary<Place, LockMode> Held)
{
    public static LockSet None { get; } = new(ImmutableDictionary<Place, LockMode>.Empty);

    /// <summary>How often a lock was taken once more by who holds it: so often it has to be given back before it is free.</summary>
    public ImmutableDictionary<Place, int> Again { get; init; } = ImmutableDictionary<Place, int>.Empty;

    public bool IsEmpty => Held.IsEmpty;

    public LockSet With(Place place, LockMode mode) => Held.TryGetValue(place, out LockMode held)
        ? this with { Held = held == LockMode.Exclusive ? Held : Held.SetItem(place, mode), Again = Again.SetItem(place, TimesAgain(place) + 1) }
        : this with { Held = Held.Add(place, mode) };

    public LockSet Without(Place place) => TimesAgain(place) switch
    {
        0 => this with { Held = Held.Remove(place) },
        1 => this with { Again = Again.Remove(place) },
        int times => this with { Again = Again.SetItem(place, times - 1) },
    };

    public LockSet And(LockSet other) => other.IsEmpty ? this : new(Held.SetItems(other.Held));

    /// <summary>The locks that are not in another set.</summary>
    public LockSet Except(LockSet other) => other.IsEmpty ? this : new(Held.RemoveRange(other.Held.Keys));

    /// <summary>The locks held on both of two paths that meet.</summary>
    public LockSet Common(LockSet other) =>
        this == other
            ? this
            : new(Held.RemoveRange(Held.Keys.Where(place => !other.Held.ContainsKey(place))))
            {
                Again = Again.RemoveRange(Again.Where(again => other.TimesAgain(again.Key) != again.Value).Select(static again => again.Key)),
            };

    private int TimesAgain(Place place) => Again.TryGetValue(place, out int times) ? times : 0;

    public LockSet Replace(Func<Place, Place?> replacement)
    {
        LockSet result = None;
        foreach (KeyValuePair<Place, LockMode> held in Held)
        {
            if (replacement(held.Key) is { } place)
                result = result.With(place, held.Value);
        }
        return result;
    }

    /// <summary>Whether a lock is in both, held alone at least once: then the two are never held at the same time.</summary>
    public bool Excludes(LockSet other) =>
        Held.Any(held => other.Held.TryGetValue(held.Key, out LockMode mode) && (held.Value == LockMode.Exclusive || mode == LockMode.Exclusive));
}
