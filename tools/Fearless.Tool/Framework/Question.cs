namespace Fearless.Tool.Framework;

/// <summary>A question of the interview.</summary>
/// <param name="Name">Its option on the command line, without dashes.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Answers">What can be answered.</param>
internal sealed record Question(string Name, string Text, IReadOnlyList<Answer> Answers);
