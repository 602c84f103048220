using System.Runtime.CompilerServices;

namespace Fearless;

/// <summary>Reaches the exceptions that were thrown beside the one that was caught.</summary>
/// <remarks>
/// Several threads can fail at once, and a <c>catch</c> clause catches one exception. Scopes, joins and parallel loops rethrow the first
/// failure as it was, so that <c>catch (IOException)</c> works however many failed; the others hang on it and none is lost.
/// </remarks>
public static class SuppressedExceptions
{
    /// <summary>The key in <see cref="Exception.Data"/> under which the
    /// further failures are kept, so that loggers print them too.</summary>
    public const string DataKey = "Fearless.Suppressed";

    // Where an exception's own Data cannot be written to: a type of the user's may make it read-only, null, or a trap.
    private static readonly ConditionalWeakTable<Exception, AggregateException> Elsewhere = [];

    /// <summary>The further failures of the operation that threw <paramref name="exception"/>, in the order in which they were kept; empty
    /// if there were none.</summary>
    /// <param name="exception">An exception that a scope, a join or a parallel loop threw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public static IReadOnlyList<Exception> GetSuppressed(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return (Find(exception) ?? (Elsewhere.TryGetValue(exception, out AggregateException? kept) ? kept : null))?.InnerExceptions ?? [];
    }

    /// <summary>Hangs <paramref name="further"/> on <paramref name="primary"/>. Any thread.</summary>
    internal static void Suppress(this Exception primary, Exception further)
    {
        // One exception object can reach several joins at once: a handle's that many wait for, or one that is static.
        lock (Elsewhere)
        {
            IReadOnlyList<Exception> before = primary.GetSuppressed();
            if (ReferenceEquals(primary, further) || before.Contains(further))
                return;
            // The same AggregateException type that .NET's loggers know how to print in full.
            var suppressed = new AggregateException([.. before, further]);
            try
            {
                primary.Data[DataKey] = suppressed;
            }
            catch (Exception)
            {
                // Looked at below, where it also shows when Data takes the entry and drops it.
            }
            if (!ReferenceEquals(Find(primary), suppressed))
                Elsewhere.AddOrUpdate(primary, suppressed);
        }
    }

    private static AggregateException? Find(Exception exception)
    {
        try
        {
            return exception.Data?[DataKey] as AggregateException;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
