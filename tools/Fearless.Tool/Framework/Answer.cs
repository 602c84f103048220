namespace Fearless.Tool.Framework;

/// <summary>An answer, and what follows from it: another question, or the choice.</summary>
/// <param name="Word">What is written on the command line.</param>
/// <param name="Text">What is read in the terminal.</param>
internal sealed record Answer(string Word, string Text)
{
    public Question? Next { get; init; }

    public Choice? Choice { get; init; }
}
