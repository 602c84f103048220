namespace Fearless.Sync;

/// <summary>Whoever waits for something, or will, and can be told to look again.</summary>
internal interface IWakeable
{
    /// <summary>Has it look again, now or the next time that it would wait. Any thread; any number of times.</summary>
    void Wake();
}
