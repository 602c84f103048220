using Fearless.Analyzers.Numbers;

namespace Fearless.Analyzers.Memory;

/// <summary>How an execution has come to have a word for itself.</summary>
internal enum ClaimKind
{
    /// <summary>It has seen the word at a value that says that it is its turn, and not changed it since.</summary>
    Turn,

    /// <summary>It has changed the word, in one step, from a value that says that it is free, and not since.</summary>
    Taken,

    /// <summary>It has changed the word, in one step, to a value that says that it is taken, from another one, and not since.</summary>
    Entered,
}

/// <summary>A word that an execution has for itself, if all who write the word keep to the rules.</summary>
/// <param name="Kind">How it came to that.</param>
/// <param name="Value">The value that says whose turn it is, that the word is free, or that it is taken.</param>
internal sealed record Claim(ClaimKind Kind, Polynomial Value);
