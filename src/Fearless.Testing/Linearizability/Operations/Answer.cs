namespace Fearless.Testing.Linearizability;

/// <summary>What the specification says of an operation that comes next.</summary>
/// <param name="IsAccepted">Whether it may come next and end as it did.</param>
/// <param name="Expected">What it should have ended with, as text; of interest when it is not accepted.</param>
internal readonly record struct Answer(bool IsAccepted, string? Expected)
{
    public static Answer Accepted => new(true, null);

    /// <summary>The specification lets the operation wait here.</summary>
    public static Answer Waits => new(false, "it waits here");

    /// <summary>The operation has to end with <paramref name="expected"/>; one that has not returned may have.</summary>
    public static Answer Of(Outcome expected, Outcome actual) =>
        !actual.IsComplete || expected.Equals(actual) ? Accepted : new(false, expected.ToString());
}
