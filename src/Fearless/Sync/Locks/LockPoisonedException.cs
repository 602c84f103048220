namespace Fearless.Sync;

/// <summary>The value behind a lock may be half changed, because who changed it last has failed.</summary>
public sealed class LockPoisonedException : Exception
{
    /// <summary>Creates the exception.</summary>
    public LockPoisonedException()
        : this("The value behind the lock may be half changed.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    public LockPoisonedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    public LockPoisonedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
