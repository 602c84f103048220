using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Memory;

/// <summary>One step of a path through memory.</summary>
internal abstract record Selector
{
    /// <summary>Whether the step stays inside one object or variable, as a field of a struct does: then writing the whole writes the part.</summary>
    public abstract bool IsPart { get; }
}

/// <summary>A field, or a property that is one.</summary>
internal sealed record FieldSelector(ISymbol Field) : Selector
{
    public override bool IsPart => Field.ContainingType is { IsValueType: true };

    public bool Equals(FieldSelector? other) => other is not null && SymbolEqualityComparer.Default.Equals(Field, other.Field);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Field);

    public override string ToString() => "." + Field.Name;
}

/// <summary>An element of an array, a span or a list; an index that is not known is <see langword="null"/>.</summary>
internal sealed record ElementSelector(ImmutableArray<Polynomial?> Indices) : Selector
{
    public override bool IsPart => false;

    public bool Equals(ElementSelector? other) => other is not null && Indices.SequenceEqual(other.Indices);

    public override int GetHashCode() => Indices.Aggregate(Indices.Length, static (hash, index) => hash * 31 + (index?.GetHashCode() ?? 0));

    public override string ToString() => $"[{string.Join(", ", Indices.Select(static index => index?.ToString() ?? "?"))}]";
}

/// <summary>All that a collection or another object of a library holds inside.</summary>
internal sealed record ContentSelector : Selector
{
    private ContentSelector()
    {
    }

    public static ContentSelector Instance { get; } = new();

    public override bool IsPart => false;

    public override string ToString() => "";
}
