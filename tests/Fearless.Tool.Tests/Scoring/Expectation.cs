namespace Fearless.Tool.Tests.Scoring;

/// <summary>The finding that a program should get, and the only one.</summary>
/// <param name="Rule">By which rule.</param>
/// <param name="Approach">What it should be done with.</param>
/// <param name="At">What is in its line.</param>
internal sealed record Expectation(string Rule, string Approach, string At)
{
    public static Expectation Parse(string label)
    {
        string[] parts = label.Split(" @ ", 2);
        string[] words = parts[0].Split(' ');
        return new Expectation(words[0], words[1], parts[1]);
    }
}
