using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>What the items of something enumerable are, given which one it is.</summary>
internal abstract record Sequence
{
    /// <summary>The item that is reached after <paramref name="count"/> others, and what is known of the numbers in it.</summary>
    public abstract (Value Item, Facts Facts) At(Polynomial count, Scope scope);
}

/// <summary>The elements of an object.</summary>
internal sealed record ElementsOf(ImmutableArray<Place> Places, Polynomial Offset) : Sequence
{
    public override (Value, Facts) At(Polynomial count, Scope scope) =>
        (new Value { Places = [.. Places.Select(place => place.Then(new ElementSelector([Offset + count])))] }, Facts.None);
}

/// <summary>Whole numbers, one after the other.</summary>
internal sealed record NumbersFrom(Polynomial Start, Polynomial Count) : Sequence
{
    public override (Value, Facts) At(Polynomial count, Scope scope) =>
        (Value.Of(Start + count), Facts.None.WithNotNegative(Count - Polynomial.One - count).WithNotNegative(Count - Polynomial.One));
}

/// <summary>Pairs of bounds that divide a range of numbers among them, as <c>Partitioner.Create(from, to)</c> makes.</summary>
internal sealed record RangesOf(Polynomial From, Polynomial To) : Sequence
{
    private readonly Polynomial _size = Polynomial.Of(new Symbol("size of a range", null, isNatural: true));

    public override (Value, Facts) At(Polynomial count, Scope scope)
    {
        Polynomial start = From + count * _size;
        var end = Polynomial.Of(new Symbol("end of the range", scope));
        Facts facts = Facts.None.WithNotNegative(start + _size - end).WithNotNegative(end - start).WithNotNegative(To - end);
        return (new Value { Parts = [Value.Of(start), Value.Of(end)] }, facts);
    }
}

/// <summary>Slices of one length, side by side.</summary>
internal sealed record SlicesOf(ImmutableArray<Place> Places, Polynomial Offset, Polynomial Size) : Sequence
{
    public override (Value, Facts) At(Polynomial count, Scope scope) =>
        (new Value { Places = Places, Offset = Offset + count * Size, Length = Size }, Facts.None.WithNotNegative(Size - Polynomial.One));
}

/// <summary>What a body makes of each item: an object of its own, or one that was there before, which may be the same for all.</summary>
internal sealed record OwnItems(ImmutableArray<Place> Shared) : Sequence
{
    /// <summary>What was not made in the body was there before.</summary>
    public static OwnItems From(IEnumerable<Value> results, Scope around) => new(
        [
            .. results.SelectMany(static result => result.Places).Distinct()
                .Where(place => (place.Root.Scope == around || !around.Contains(place.Root.Scope)) && !place.Path.OfType<ElementSelector>().Any()),
        ]);

    public override (Value, Facts) At(Polynomial count, Scope scope) =>
        (new Value { Places = Shared.Insert(0, new Place(new Root(RootKind.Fresh, "item", null, scope))) }, Facts.None);
}
