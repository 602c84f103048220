namespace Fearless;

/// <summary>What a program has left that <see cref="ChildProcess.RunAsync"/> ran.</summary>
/// <param name="ExitCode">How it has exited; on Unix 128 and the number of the signal that has killed it.</param>
/// <param name="Output">What it has written.</param>
/// <param name="Error">What it has written of errors.</param>
public sealed record ProcessOutput(int ExitCode, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Error);
