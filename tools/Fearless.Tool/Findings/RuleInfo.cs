namespace Fearless.Tool.Findings;

/// <summary>What a finding is found by.</summary>
/// <param name="Id">FA for rules of the tool, FC for those that are the analyzers'.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Rank">Where two rules speak of the same code, the one with the higher rank is heard.</param>
internal sealed record RuleInfo(string Id, string Title, int Rank = 0);
