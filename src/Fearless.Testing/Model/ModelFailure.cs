namespace Fearless.Testing;

/// <summary>What one execution showed to be wrong.</summary>
internal sealed record ModelFailure(ModelFailureKind Kind, string Message, Exception? Exception)
{
    public static ModelFailure Nondeterminism() => new(
        ModelFailureKind.Nondeterminism,
        "The program does not do the same every time that it is run in the same way, so its executions cannot be explored. "
        + "Keep what differs out of the model: clocks, random numbers, static state, hash codes, tasks, other threads.",
        null);
}
