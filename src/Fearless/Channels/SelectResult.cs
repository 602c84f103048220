namespace Fearless.Channels;

/// <summary>How an attempt to select ended. With every result but <see cref="Completed"/> no operation was carried out.</summary>
public enum SelectResult
{
    /// <summary>One operation was carried out, and its handler has run.</summary>
    Completed,

    /// <summary>None could be carried out, and the call was not to wait.</summary>
    NotReady,

    /// <summary>None could be carried out until the time was up.</summary>
    TimedOut,

    /// <summary>The token was cancelled first.</summary>
    Cancelled,
}
