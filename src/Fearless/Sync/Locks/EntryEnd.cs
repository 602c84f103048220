namespace Fearless.Sync;

/// <summary>How a wait to enter a synchronizer ends.</summary>
internal enum EntryEnd
{
    /// <summary>It has entered.</summary>
    Entered,

    /// <summary>Its time was over.</summary>
    TimedOut,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
