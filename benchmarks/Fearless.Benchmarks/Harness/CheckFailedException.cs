namespace Fearless.Benchmarks.Harness;

/// <summary>A contender computed the wrong result, so its time means nothing.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
