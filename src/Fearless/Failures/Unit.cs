namespace Fearless;

/// <summary>The value of what has none to give: the success of a <see cref="Result{T, TError}"/> that only may fail. Rust's <c>()</c>.</summary>
public readonly record struct Unit
{
    /// <summary>The one value that there is.</summary>
    public static Unit Value => default;
}
