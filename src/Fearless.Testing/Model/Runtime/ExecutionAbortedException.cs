namespace Fearless.Testing;

/// <summary>Takes a model thread off its stack when the execution is over. Never reaches the caller of a check.</summary>
internal sealed class ExecutionAbortedException() : Exception("The execution that this thread belongs to is over. Do not catch this exception.");
