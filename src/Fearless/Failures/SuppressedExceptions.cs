namespace Fearless;

/// <summary>Reaches the exceptions that were thrown beside the one that was caught.</summary>
/// <remarks>
/// Several threads can fail at once, and a <c>catch</c> clause catches one exception. Scopes, joins and parallel loops rethrow the first
/// failure as it was, so that <c>catch (IOException)</c> works however many failed; the others hang on it and none is lost.
/// </remarks>
public static class SuppressedExceptions
{
    /// <summary>The key in <see cref="Exception.Data"/> under which the further failures are kept, so that loggers print them too.</summary>
    public const string DataKey = "Fearless.Suppressed";

    /// <summary>The further failures of the operation that threw <paramref name="exception"/>, in the order in which they were kept; empty if there were none.</summary>
    /// <param name="exception">An exception that a scope, a join or a parallel loop threw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public static IReadOnlyList<Exception> GetSuppressed(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        try
        {
            return exception.Data?[DataKey] is AggregateException suppressed ? suppressed.InnerExceptions : [];
        }
        catch (Exception)
        {
            // Data is virtual: one that cannot be read holds nothing of ours.
            return [];
        }
    }

    /// <summary>Hangs <paramref name="further"/> on <paramref name="primary"/>. The caller is the only thread that has both.</summary>
    internal static void Suppress(this Exception primary, Exception further)
    {
        if (ReferenceEquals(primary, further))
            return;
        // The same AggregateException type that .NET's loggers know how to print in full.
        try
        {
            primary.Data?[DataKey] = new AggregateException([.. primary.GetSuppressed(), further]);
        }
        catch (Exception)
        {
            // Data is virtual and may be read-only: the failure that is to be rethrown matters more than the one that hangs on it.
        }
    }
}
