namespace Fearless;

/// <summary>Which of several errors a parallel run returns.</summary>
public enum WhichError
{
    /// <summary>One of those that were met first in time: all workers stop soon after it. Which one depends on timing.</summary>
    Any,

    /// <summary>The one that a serial loop would meet first. Workers that are past an error stop soon; those before it go on, because they may meet an earlier
    /// one. So the answer is the same on every run.</summary>
    First,
}
