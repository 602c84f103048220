using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;
using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>Slices of arrays, spans and memory: ranges, indices from the end, lengths.</summary>
internal sealed class Slices(Interpreter interpreter)
{
    // Arrays, and what is a view of them: one length for all, that of the array.
    private static readonly HashSet<string> Views = ["Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "ArraySegment"];

    private readonly FieldSelector _length =
        new(interpreter.Bodies.Compilation.GetSpecialType(SpecialType.System_Array).GetMembers("Length").First());

    public static bool IsView(ITypeSymbol? type) => type is INamedTypeSymbol { IsGenericType: true } named && Views.Contains(named.Name);

    /// <summary>Where the length of an array lies.</summary>
    public Place LengthAt(Place array) => array.Then(_length);

    /// <summary>How long an array or a slice is.</summary>
    public Polynomial? LengthOf(Value value, ITypeSymbol? type)
    {
        if (value.Length is not null)
            return value.Length;
        if (value.Offset is not null || value.Places is not [var place] || !(type is IArrayTypeSymbol { Rank: 1 } || IsView(type)))
            return null;
        Place length = LengthAt(place);
        return interpreter.State is { } state && state.Stored.TryGetValue(length, out Value? stored) ? stored.Number : Places.NumberAt(length);
    }

    /// <summary>A range <c>from..to</c>: its ends, and its numbers.</summary>
    public Value Range(IRangeOperation range)
    {
        Value from = range.LeftOperand is null ? Value.Of(Polynomial.Zero) : interpreter.Evaluate(range.LeftOperand);
        Value to = range.RightOperand is null ? new Value { FromEnd = Polynomial.Zero } : interpreter.Evaluate(range.RightOperand);
        Sequence? numbers = from.Number is { } first && to.Number is { } last ? new NumbersFrom(first, last - first) : null;
        return new Value { Parts = [from, to], Items = numbers };
    }

    /// <summary>The element that an index stands for, be it counted from the beginning or from the end.</summary>
    public Polynomial? IndexIn(Value source, ITypeSymbol? type, Value index) =>
        index.Number ?? (index.FromEnd is { } distance && LengthOf(source, type) is { } length ? length - distance : null);

    /// <summary>The slice of a range.</summary>
    public Value Slice(Value source, ITypeSymbol? type, Value range)
    {
        Polynomial? from = range.Parts is [var first, _] ? IndexIn(source, type, first) : null;
        Polynomial? to = range.Parts is [_, var last] ? IndexIn(source, type, last) : null;
        return Slice(source, type, from, from is not null && to is not null ? to - from : null);
    }

    /// <summary>The slice from some element on. Where a bound would have thrown, the code after it is not reached.</summary>
    public Value Slice(Value source, ITypeSymbol? type, Polynomial? from, Polynomial? length)
    {
        Polynomial start = from ?? Polynomial.Of(new Symbol("start", interpreter.Scope));
        AssumeNotNegative(start);
        if (length is not null)
            AssumeNotNegative(length);
        if (LengthOf(source, type) is { } whole)
            AssumeNotNegative(whole - start - (length ?? Polynomial.Zero));
        return source with { Offset = (source.Offset ?? Polynomial.Zero) + start, Length = length };
    }

    private void AssumeNotNegative(Polynomial number)
    {
        if (number.Monomials.Any(static part => part.Value < 0 || part.Key.Factors.Any(static factor => !factor.IsNatural)))
            interpreter.Assume(Facts.None.WithNotNegative(number));
    }
}
