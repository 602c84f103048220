namespace Fearless.Tool.Commands;

/// <summary>What was given cannot be worked with. The message says what, and what to do; it is shown without a stack trace.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
