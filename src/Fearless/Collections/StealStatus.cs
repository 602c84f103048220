namespace Fearless.Collections;

/// <summary>How an attempt to steal ended.</summary>
public enum StealStatus
{
    /// <summary>There was nothing to steal.</summary>
    Empty,

    /// <summary>Something was stolen, and is the caller's now.</summary>
    Success,

    /// <summary>There was something, but another thread was faster. Another attempt may succeed.</summary>
    Retry,
}
