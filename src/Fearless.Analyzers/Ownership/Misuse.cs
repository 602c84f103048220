namespace Fearless.Analyzers.Ownership;

/// <summary>A use of what was given away.</summary>
/// <param name="At">The use.</param>
/// <param name="Holder">The variable that is used.</param>
/// <param name="Mark">Where and how it was given away.</param>
/// <param name="Member">The member that is used, if it is one.</param>
internal sealed record Misuse(SyntaxNode At, Holder Holder, Mark Mark, string? Member);
