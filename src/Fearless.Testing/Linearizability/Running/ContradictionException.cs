namespace Fearless.Testing.Linearizability;

/// <summary>Ends an execution of the model whose history no order explains.</summary>
internal sealed class ContradictionException() : Exception("No order of the operations explains what they returned.");
