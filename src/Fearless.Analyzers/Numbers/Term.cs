using System.Threading;

namespace Fearless.Analyzers.Numbers;

/// <summary>A whole number that is not known, but has an identity: two uses of one term are the same number.</summary>
internal abstract class Term
{
    /// <summary>Whether it cannot be negative, such as a length.</summary>
    public virtual bool IsNatural => false;
}

/// <summary>A variable, or a number that nothing is known of.</summary>
/// <param name="name">For messages.</param>
/// <param name="scope">Where it is made; <see langword="null"/> for what is the same everywhere.</param>
/// <param name="isNatural">Whether it cannot be negative, such as a length.</param>
/// <param name="family">What a counter counts: no two executions have the same counter of one family. <see langword="null"/> for the rest.</param>
internal sealed class Symbol(string name, Scope? scope, bool isNatural = false, object? family = null) : Term
{
    private static int _last;

    // The order in which proofs try the terms comes from the hash codes, and has to be the same in every build.
    private readonly int _number = Interlocked.Increment(ref _last);

    public Scope? Scope { get; } = scope;

    public override bool IsNatural { get; } = isNatural;

    public object? Family { get; } = family;

    /// <summary>The branches that the number comes from, each with what holds there; empty for most.</summary>
    public ImmutableArray<Branch> Branches { get; init; } = [];

    /// <summary>Where it was read from, by a reading that orders; <see langword="null"/> for the rest.</summary>
    public Reading? Reading { get; init; }

    public string Name => name;

    public override int GetHashCode() => _number;

    public override string ToString() => name;
}

/// <summary>A reading that orders what its writer did before and what its reader does behind it: an atomic one, or one under a lock.</summary>
/// <param name="From">What was read.</param>
/// <param name="Draw">Which reading it was; the same for all who know the number by other names.</param>
internal sealed record Reading(Memory.Place From, Draw Draw);

/// <summary>One reading, and by how much the same step changed what was read, if it did.</summary>
internal sealed class Draw(Scope scope)
{
    public Scope Scope { get; } = scope;

    public Polynomial? Step { get; set; }
}

/// <summary>One of the values that a number has, and the facts under which it has this one.</summary>
internal sealed record Branch(Facts Facts, Polynomial Value);

/// <summary>A number computed by what polynomials cannot say: <c>x / y</c>, <c>x % y</c>. Equal operands give one term.</summary>
internal sealed class Derived : Term, IEquatable<Derived>
{
    public Derived(string operation, Polynomial left, Polynomial right)
    {
        Operation = operation;
        Left = left;
        Right = right;
    }

    public string Operation { get; }

    public Polynomial Left { get; }

    public Polynomial Right { get; }

    public bool Equals(Derived? other) =>
        other is not null && Operation == other.Operation && Left.Equals(other.Left) && Right.Equals(other.Right);

    public override bool Equals(object? obj) => Equals(obj as Derived);

    public override int GetHashCode() => (Operation[0] * 31 + Left.GetHashCode()) * 31 + Right.GetHashCode();

    public override string ToString() => $"({Left} {Operation} {Right})";
}

/// <summary>The number that lies at a place of memory when a method begins.</summary>
internal sealed class Loaded(Memory.Place place) : Term, IEquatable<Loaded>
{
    public Memory.Place Place { get; } = place;

    public override bool IsNatural => Place.Path is [.., Memory.FieldSelector { Field.Name: "Length" or "LongLength" or "Count" }];

    public bool Equals(Loaded? other) => other is not null && Place.Equals(other.Place);

    public override bool Equals(object? obj) => Equals(obj as Loaded);

    public override int GetHashCode() => Place.GetHashCode();

    public override string ToString() => Place.ToString();
}
