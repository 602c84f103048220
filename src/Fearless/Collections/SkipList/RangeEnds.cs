namespace Fearless.Collections;

/// <summary>Which of the two ends of a range belong to it.</summary>
[Flags]
public enum RangeEnds
{
    /// <summary>Neither: only what lies between them.</summary>
    None = 0,

    /// <summary>The lower end, not the upper one, as in C#'s <c>1..5</c>.</summary>
    From = 1,

    /// <summary>The upper end, not the lower one.</summary>
    To = 2,

    /// <summary>Both.</summary>
    Both = From | To,
}
