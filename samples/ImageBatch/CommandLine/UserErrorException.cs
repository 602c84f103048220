namespace ImageBatch.CommandLine;

/// <summary>What was asked for cannot be done; the message says why and what to do about it. Thrown before anything was changed.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
