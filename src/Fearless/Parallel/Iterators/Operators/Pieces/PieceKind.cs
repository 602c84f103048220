namespace Fearless.Plumbing;

/// <summary>What of memory the pieces between separators are.</summary>
internal enum PieceKind
{
    /// <summary>What is between separators, before the first and behind the last, be it empty.</summary>
    Separated,

    /// <summary>What is before separators, and behind the last if there is anything.</summary>
    Terminated,

    /// <summary>As <see cref="Terminated"/>, the separators included.</summary>
    Inclusive,

    /// <summary>As <see cref="Separated"/>, the empty ones left out.</summary>
    NonEmpty,
}
