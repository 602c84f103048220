namespace Fearless.Tool.Commands;

/// <summary>What <c>choose</c> was told.</summary>
/// <param name="Answers">The answers that were given as options, by the name of their question.</param>
/// <param name="Output">Where the program is written; null for the terminal.</param>
internal sealed record ChooseOptions(IReadOnlyDictionary<string, string> Answers, string? Output);
