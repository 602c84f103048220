using Fearless.Tool.Framework;

namespace Fearless.Tool.Watching.Analysis;

/// <summary>What a path should become, whatever the rest of the program does.</summary>
/// <param name="Approach">With what it should be done.</param>
/// <param name="GainAtMost">How many times as fast the program could be at most.</param>
internal sealed record PathAdvice(Approach Approach, double GainAtMost);
