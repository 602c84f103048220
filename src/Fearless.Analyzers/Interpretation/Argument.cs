using Microsoft.CodeAnalysis.Operations;

namespace Fearless.Analyzers.Interpretation;

/// <summary>An argument of a call: its value, and where it lies if it is passed by reference.</summary>
internal sealed record Argument(IParameterSymbol? Parameter, IOperation Operation, Value Value, Location? Location)
{
    public string Name => Parameter?.Name ?? "";
}
