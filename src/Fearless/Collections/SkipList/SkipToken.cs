namespace Fearless.Collections;

/// <summary>Two values of <see cref="SkipCell{TValue}.Token"/> that stand for something else.</summary>
internal static class SkipToken
{
    /// <summary>The value is the one that the node was made with, and lies in the node.</summary>
    public static readonly object Initial = new();

    /// <summary>The value is null.</summary>
    public static readonly object Null = new();
}
