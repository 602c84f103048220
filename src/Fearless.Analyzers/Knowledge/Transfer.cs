namespace Fearless.Analyzers.Knowledge;

/// <summary>What a method takes from whoever calls it.</summary>
internal enum TransferKind
{
    /// <summary>The object: another owner uses it.</summary>
    Move,

    /// <summary>Its use: it was disposed or closed.</summary>
    End,

    /// <summary>The right to change it: another strand may read it.</summary>
    Send,
}

/// <summary>A parameter of a method that gives something away.</summary>
/// <param name="Parameter">Its name, <c>receiver</c> for the receiver.</param>
/// <param name="Kind">What is gone.</param>
/// <param name="StillAllowed">The members that may be used all the same.</param>
/// <param name="Forbidden">If not empty, the only members that may not be used any more.</param>
internal sealed record Transfer(string Parameter, TransferKind Kind, ImmutableHashSet<string> StillAllowed, ImmutableHashSet<string> Forbidden)
{
    /// <summary>Whether a member must not be used afterwards.</summary>
    public bool Forbids(string member) => !StillAllowed.Contains(member) && (Forbidden.IsEmpty || Forbidden.Contains(member));
}
