namespace Fearless.Testing;

/// <summary>A run was observed that no sequential order of its operations explains. The message is the whole report.</summary>
public sealed class LinearizabilityException : Exception
{
    /// <summary>Creates the exception for a report.</summary>
    /// <param name="report">The scenario, what happened, and why no order explains it.</param>
    public LinearizabilityException(string report)
        : base(report)
    {
    }

    /// <summary>Creates the exception for a report.</summary>
    /// <param name="report">The scenario, what happened, and why no order explains it.</param>
    /// <param name="innerException">What an operation threw, if that is part of it.</param>
    public LinearizabilityException(string report, Exception? innerException)
        : base(report, innerException)
    {
    }

    /// <summary>Creates the exception without a report.</summary>
    public LinearizabilityException()
        : this("A run was observed that no sequential order of its operations explains.")
    {
    }
}
