namespace Fearless.Testing.Linearizability;

/// <summary>How an operation ended, and with what.</summary>
internal readonly record struct Outcome(OutcomeKind Kind, object? Value)
{
    public static Outcome Cancelled => new(OutcomeKind.Cancelled, null);

    public static Outcome Pending => new(OutcomeKind.Pending, null);

    public static Outcome Waiting => new(OutcomeKind.Waiting, null);

    /// <summary>Whether it came to an end that an order must explain.</summary>
    public bool IsComplete => Kind is OutcomeKind.Returned or OutcomeKind.Threw;

    public static Outcome Returned(object? value) => new(OutcomeKind.Returned, value);

    public static Outcome Threw(Exception exception) => new(OutcomeKind.Threw, exception);

    /// <summary>Exceptions are alike when their types are: messages and stack traces of the specification are its own.</summary>
    public bool Equals(Outcome other) => Kind == other.Kind
        && (Kind == OutcomeKind.Threw ? Value!.GetType() == other.Value!.GetType() : StructuralComparer.Instance.Equals(Value, other.Value));

    public override int GetHashCode() =>
        HashCode.Combine(Kind, Kind == OutcomeKind.Threw ? Value!.GetType().GetHashCode() : StructuralComparer.Instance.GetHashCode(Value));

    public override string ToString() => Kind switch
    {
        OutcomeKind.Returned => ValueText.Of(Value),
        OutcomeKind.Threw => $"throws {Value!.GetType().Name}",
        OutcomeKind.Cancelled => "cancelled",
        OutcomeKind.Waiting => "waits",
        _ => "has not returned",
    };
}
