namespace Fearless.Tool.Watching.Analysis;

/// <summary>How much faster a program gets when a part of it does.</summary>
/// <remarks>SOURCE: G. M. Amdahl, "Validity of the single processor approach to achieving large scale computing capabilities", AFIPS 1967.</remarks>
internal static class Amdahl
{
    /// <summary>The gain if a share of the time is divided among that many.</summary>
    public static double Divided(double share, int among) => 1 / (1 - share + (share / among));

    /// <summary>The gain if a share of the time is no longer needed; infinite if that is all of it.</summary>
    public static double Saved(double share) => share < 1 ? 1 / (1 - share) : double.PositiveInfinity;
}
