namespace Fearless;

/// <summary>The first error of a piece, if it has met one.</summary>
internal readonly struct FirstError<TError>(TError error)
{
    public bool IsThere { get; } = true;

    public TError? Error { get; } = error;
}
