namespace Fearless.Analyzers.Ownership;

/// <summary>
/// What the variables hold at one point of the code. A value has a name: the code that made it, or the place where two ways met that brought
/// different ones. So a second variable that holds the same value is known to.
/// </summary>
internal sealed record Holdings
{
    public static Holdings None { get; } = new();

    // A variable that is not here holds what it held in the beginning, which is called by the variable.
    private ImmutableDictionary<Holder, object> Values { get; init; } = ImmutableDictionary<Holder, object>.Empty;

    private ImmutableDictionary<object, ImmutableHashSet<Mark>> Marks { get; init; } = ImmutableDictionary<object, ImmutableHashSet<Mark>>.Empty;

    /// <summary>Who the value of a variable was given to.</summary>
    public ImmutableHashSet<Mark> MarksOf(Holder variable) => Marks.TryGetValue(ValueOf(variable), out var marks) ? marks : [];

    public Holdings Mark(Mark mark)
    {
        object value = ValueOf(mark.Holder);
        Holdings marked = this with { Marks = Marks.SetItem(value, MarksOf(mark.Holder).Add(mark)) };
        if (!mark.LeavesNull)
            return marked;
        object nothing = (mark.At, "left behind");
        return marked with { Values = Values.SetItem(mark.Holder, nothing), Marks = marked.Marks.SetItem(nothing, [mark]) };
    }

    /// <summary>A variable gets a new value.</summary>
    public Holdings Assign(ISymbol variable, SyntaxNode at)
    {
        Holdings assigned = Renew(new Holder(variable), at);
        foreach (Holder member in Values.Keys.Concat(Marks.Keys.OfType<Holder>()).Where(holder => holder.IsMemberOf(variable)))
            assigned = assigned.Renew(member, at);
        return assigned;
    }

    /// <summary>A variable gets the value of another.</summary>
    public Holdings Copy(Holder variable, Holder from) => this with { Values = Values.SetItem(variable, ValueOf(from)) };

    /// <summary>Takes some marks off a value.</summary>
    public Holdings Forget(Holder variable, Func<Mark, bool> isOver)
    {
        object value = ValueOf(variable);
        return Marks.TryGetValue(value, out var marks) && marks.Any(isOver)
            ? this with { Marks = Marks.SetItem(value, [.. marks.Where(mark => !isOver(mark))]) }
            : this;
    }

    /// <summary>Takes some marks off all values.</summary>
    public Holdings Forget(Func<Mark, bool> isOver) =>
        Marks.Values.Any(marks => marks.Any(isOver))
            ? this with { Marks = Marks.ToImmutableDictionary(static entry => entry.Key, entry => entry.Value.Where(mark => !isOver(mark)).ToImmutableHashSet()) }
            : this;

    /// <summary>What may hold where another way meets this one, at the beginning of a block.</summary>
    public Holdings Join(Holdings other, int block)
    {
        if (ReferenceEquals(this, other))
            return this;
        ImmutableDictionary<object, ImmutableHashSet<Mark>> marks = Marks;
        foreach (var entry in other.Marks.Where(entry => !HasMetAt(block, entry.Key)))
            marks = Add(marks, entry.Key, entry.Value);
        ImmutableDictionary<Holder, object> values = Values;
        foreach (Holder variable in Values.Keys.Concat(other.Values.Keys))
        {
            (object mine, object theirs) = (ValueOf(variable), other.ValueOf(variable));
            // What met here in an earlier round of a loop is another value than what meets now, whatever the name says.
            if (mine.Equals(theirs) && !HasMetAt(block, theirs))
                continue;
            object met = (block, variable);
            values = values.SetItem(variable, met);
            marks = Add(Add(marks, met, MarksOf(variable)), met, other.MarksOf(variable));
        }
        return this with { Values = values, Marks = marks };
    }

    /// <summary>Whether nothing is known here that is not known there.</summary>
    public bool IsSameAs(Holdings other) =>
        Values.Count == other.Values.Count && Values.All(entry => other.Values.TryGetValue(entry.Key, out object? value) && value.Equals(entry.Value))
        && Marks.All(entry => other.Marks.TryGetValue(entry.Key, out var marks) ? marks.SetEquals(entry.Value) : entry.Value.IsEmpty);

    private static bool HasMetAt(int block, object value) => value is ValueTuple<int, Holder> met && met.Item1 == block;

    private static ImmutableDictionary<object, ImmutableHashSet<Mark>> Add(
        ImmutableDictionary<object, ImmutableHashSet<Mark>> marks, object value, ImmutableHashSet<Mark> added) =>
        added.IsEmpty ? marks : marks.SetItem(value, marks.TryGetValue(value, out var there) ? there.Union(added) : added);

    // Made anew in each round of a loop.
    private Holdings Renew(Holder variable, SyntaxNode at)
    {
        object value = (at, variable);
        return this with { Values = Values.SetItem(variable, value), Marks = Marks.Remove(value) };
    }

    private object ValueOf(Holder variable) => Values.TryGetValue(variable, out object? value) ? value : variable;
}
