namespace Fearless.Tool.Framework;

/// <summary>Where the interview ends.</summary>
/// <param name="Workload">What it is.</param>
/// <param name="Approach">What it should be done with.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Program">The file of a working program to start from.</param>
internal sealed record Choice(Workload Workload, Approach Approach, string Reason, string Program)
{
    /// <summary>The text of the program.</summary>
    public string ReadProgram()
    {
        using Stream stream = typeof(Choice).Assembly.GetManifestResourceStream(Program)
            ?? throw new InvalidOperationException($"{Program} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
