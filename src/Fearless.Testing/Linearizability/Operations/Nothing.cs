namespace Fearless.Testing.Linearizability;

/// <summary>The argument of operations that take none, and the result of those that return none.</summary>
internal sealed class Nothing
{
    public static readonly Nothing Instance = new();

    public override string ToString() => "";
}
