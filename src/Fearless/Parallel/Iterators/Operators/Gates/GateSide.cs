namespace Fearless.Plumbing;

/// <summary>Which items pass a gate.</summary>
internal enum GateSide
{
    /// <summary>Those that come before it turns.</summary>
    Before,

    /// <summary>Those that come when it turns, and after that.</summary>
    Behind,
}
