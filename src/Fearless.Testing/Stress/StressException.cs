namespace Fearless.Testing;

/// <summary>Something came out of a stress test that must not, or an actor failed. The message holds the table of all outcomes.</summary>
public sealed class StressException : Exception
{
    /// <summary>Creates the exception for a table.</summary>
    /// <param name="report">What is wrong, and the table.</param>
    public StressException(string report)
        : base(report)
    {
    }

    /// <summary>Creates the exception for a table.</summary>
    /// <param name="report">What is wrong, and the table.</param>
    /// <param name="innerException">What an actor threw.</param>
    public StressException(string report, Exception? innerException)
        : base(report, innerException)
    {
    }

    /// <summary>Creates the exception without a table.</summary>
    public StressException()
        : this("Something came out of a stress test that must not.")
    {
    }
}
