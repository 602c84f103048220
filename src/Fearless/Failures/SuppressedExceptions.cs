using System.Runtime.CompilerServices;
using Fearless.Atomics;

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

    // By identity, and read without a lock. The entry in Data is a copy for others to print: a type of the user's may make its Data
    // read-only, null, or a trap.
    private static readonly ConditionalWeakTable<Exception, Kept> Table = [];

    /// <summary>The further failures of the operation that threw <paramref name="exception"/>, in the order in which they were kept; empty
    /// if there were none.</summary>
    /// <param name="exception">An exception that a scope, a join or a parallel loop threw.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public static IReadOnlyList<Exception> GetSuppressed(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Table.TryGetValue(exception, out Kept? kept) ? kept.Failures.ReadRelaxed()?.InnerExceptions ?? [] : [];
    }

    /// <summary>Hangs <paramref name="further"/> on <paramref name="primary"/>. Any thread; an interrupt is kept for its next
    /// wait.</summary>
    internal static void Suppress(this Exception primary, Exception further)
    {
        if (ReferenceEquals(primary, further))
            return;
        // Threads that fail come here, and must not be stopped by an interrupt in the locks: this one and the table's.
        var deferred = new DeferredFailure();
        while (true)
        {
            try
            {
                // One exception object can reach several joins at once: a handle's that many wait for, or one that is static. A lock for
                // each object, since Data is the user's code.
                Kept kept = Table.GetOrAdd(primary, static _ => new Kept());
                lock (kept)
                    kept.Add(primary, further);
                break;
            }
            catch (ThreadInterruptedException interrupt)
            {
                deferred.Add(interrupt);
            }
        }
        deferred.RestoreInterrupt();
    }

    /// <summary>The failures that hang on one exception.</summary>
    private sealed class Kept
    {
        // Read relaxed: what is read through a reference is no older than its release.
        public AtomicRef<AggregateException> Failures;

        public void Add(Exception primary, Exception further)
        {
            IReadOnlyList<Exception> before = Failures.ReadRelaxed()?.InnerExceptions ?? [];
            // Not Contains: equality is the user's code, and two failures that are equal are two.
            foreach (Exception kept in before)
            {
                if (ReferenceEquals(kept, further))
                    return;
            }
            // The same AggregateException type that .NET's loggers know how to print in full.
            var failures = new AggregateException([.. before, further]);
            Failures.Write(failures);
            try
            {
                primary.Data[DataKey] = failures;
            }
            catch (Exception)
            {
                // They are in the table all the same.
            }
        }
    }
}
