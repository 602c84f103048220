using Fearless.Analyzers.Memory;
using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Interpretation;

/// <summary>What an expression that can be assigned to stands for.</summary>
/// <param name="Places">Where that may lie; nowhere where it is not known, or is not shared by anything.</param>
/// <param name="Name">What the code calls it.</param>
internal sealed record Location(ImmutableArray<Place> Places, string Name)
{
    public static Location Nowhere { get; } = new([], "");

    /// <summary>The variable that it is, if it is one.</summary>
    public ISymbol? Variable { get; init; }

    /// <summary>What holds where it is accessed, as the access would throw otherwise.</summary>
    public Facts Bounds { get; init; } = Facts.None;

    /// <summary>Whether every access to it is atomic.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Whether it never changes after it was made.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The member of a library that stands between, such as the indexer of a list.</summary>
    public string? By { get; init; }

    /// <summary>The accessors to call instead, where it is a property with code.</summary>
    public (IPropertySymbol Property, Value? Receiver, ImmutableArray<Value> Arguments)? Accessor { get; init; }

    /// <summary>What is read from it, where that is known without looking at the place.</summary>
    public Value? Known { get; init; }
}
