namespace Fearless.Analyzers.Knowledge;

/// <summary>What the methods of a type do to its instances.</summary>
internal enum Sharing
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>They may be called from several threads at the same time.</summary>
    Safe,

    /// <summary>Some only read; the others write.</summary>
    Collection,

    /// <summary>Each of them writes, those that seem to read, too.</summary>
    Exclusive,
}

/// <summary>What is known of a type.</summary>
internal sealed record TypeFact(Sharing Sharing, ImmutableHashSet<string> Readers);

/// <summary>Locks that a method takes or gives back: the parameter that is the lock (<c>receiver</c> for the receiver), and how.</summary>
internal sealed record LockFact(string Parameter, Memory.LockMode Mode, bool IsRelease, bool ReturnsGuard);

/// <summary>What a method does to the objects that it is given, by the names of parameters.</summary>
/// <param name="Writes">Whose elements it writes.</param>
/// <param name="Reads">Whose elements it reads.</param>
/// <param name="Adds">What becomes one element of the receiver.</param>
/// <param name="Fills">What becomes all elements of what is written.</param>
internal sealed record EffectFact(
    ImmutableHashSet<string> Writes, ImmutableHashSet<string> Reads, ImmutableHashSet<string> Adds, ImmutableHashSet<string> Fills);
