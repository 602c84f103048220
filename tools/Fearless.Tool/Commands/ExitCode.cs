namespace Fearless.Tool.Commands;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>Nothing was found, or nothing that is not in the baseline.</summary>
    public const int NothingFound = 0;

    /// <summary>Something was found.</summary>
    public const int Found = 1;

    /// <summary>What was given cannot be worked with.</summary>
    public const int BadInput = 2;

    /// <summary>Interrupted, before anything was found: nothing can be said of the rest.</summary>
    public const int Interrupted = 130;
}
