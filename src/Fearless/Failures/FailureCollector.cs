using System.Runtime.ExceptionServices;
using Fearless.Collections;

namespace Fearless;

/// <summary>Keeps every failure of one operation; the first to arrive is the one that is rethrown, the others hang on it.</summary>
internal struct FailureCollector
{
    // Without a lock: a thread that fails may have an interrupt pending, and entering a contended lock would throw it.
    private TreiberStack<ExceptionDispatchInfo> _failures;

    /// <summary>Whether a failure was added.</summary>
    public readonly bool Any => !_failures.IsEmpty;

    /// <summary>Keeps <paramref name="exception"/> with its stack trace. Any thread. Returns true for the first one.</summary>
    public bool Add(Exception exception) => _failures.Push(ExceptionDispatchInfo.Capture(exception));

    /// <summary>Rethrows the first failure, if there was one, with the others
    /// hung on it. After everything that adds has been joined.</summary>
    public readonly void ThrowIfAny() => Merge()?.Throw();

    /// <summary>The first failure with the others hung on it; null if there was none. After everything that adds has been joined.</summary>
    public readonly ExceptionDispatchInfo? Merge() => Any ? Merge(_failures.ToList()) : null;

    /// <summary>As <see cref="Merge()"/>, and takes the failures out: each is in one result. Any thread.</summary>
    public ExceptionDispatchInfo? TakeAll() => Any ? Merge(_failures.TakeList()) : null;

    private static ExceptionDispatchInfo? Merge(List<ExceptionDispatchInfo> failures)
    {
        if (failures is [])
            return null;
        foreach (ExceptionDispatchInfo further in failures.Skip(1))
            failures[0].SourceException.Suppress(further.SourceException);
        return failures[0];
    }
}
